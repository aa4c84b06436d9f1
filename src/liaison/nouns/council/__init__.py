"""Seen from outside: the council itself, its members, its chair, its own words."""

NOUNS = {
    "today": ("今日", "今天：在哪个联席会议，有什么要办", "", "今天 待办 todo due"),
    "init": ("建立", "建立一个联席会议的数据库", "", "新建 创建 create new setup"),
    "council": (
        "联席会议",
        "联席会议本身：名称、秘书处、指导单位；管几个的，在几个之间切换",
        "council",
        "联席 本会",
    ),
    "member": (
        "成员",
        "成员单位：名册、加入与退出、曾用名",
        "member spell",
        "单位 成员单位 会员 名册 联络员 members unit company roster",
    ),
    "body": (
        "合作单位",
        "合作单位：联盟、村社区、外请单位等，和谁隶属于谁",
        "body belonging",
        "伙伴单位 外单位 联盟 隶属 partner bodies organisation",
    ),
    "chair": (
        "轮值",
        "轮值主席：排序、任期、当前主席",
        "chair chair_order",
        "主席 轮值主席 chairman rotation",
    ),
    "charter": (
        "章程",
        "章程：任期、会议、到会和通过比例、期限，各从哪天起",
        "charter",
        "规则 制度 规程 议事规则 rules bylaws",
    ),
    "calendar": (
        "日历",
        "日历：放假和调休上班的日子，工作日照它算",
        "calendar",
        "放假 节假日 调休 工作日 假期 holidays workdays",
    ),
    "choice": (
        "选项",
        "类别、科目等可选词：查看、排序、改名、锁定",
        "choice",
        "类别 科目 选项表 choices dictionary",
    ),
}
"""Each noun of the command line: its Chinese name, its line of help, the records that are its own, and other words for it."""
