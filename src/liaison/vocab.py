"""The words the program itself knows: nouns, verbs, and the fixed lists that rules depend on."""

from __future__ import annotations

NOUNS: dict[str, tuple[str, str]] = {
    "init": ("建立", "建立一个联席会议的数据库"),
    "council": ("联席会议", "联席会议本身：名称、成立日期、秘书处、指导单位"),
    "member": ("成员", "成员单位：名册、加入与退出、曾用名"),
    "chair": ("轮值", "轮值主席：排序、任期、当前主席"),
    "project": ("项目", "共建项目：阶段、指标、读数、项目报告"),
    "activity": ("活动", "活动台账与参加情况"),
    "fund": ("资金", "专项资金备查账：分摊、到账、支出、公示"),
    "report": ("报告", "年度、半年、任期总结，口径与数据来源"),
    "workbook": ("工作簿", "整个联席会议的工作簿：导出后在 Excel、WPS 里改，再导入"),
    "collect": ("收集", "向各单位收集表格：一家一份，收回后合并"),
    "choice": ("选项", "类别、科目等可选词：查看、排序、改名、锁定"),
    "demo": ("示例", "装入示例联席会议“滨江党建·金融外滩”"),
}
"""Each noun of the command line with its Chinese name and its line of help, in the order help lists them."""

AREAS: dict[str, str] = {
    name: area
    for area, names in {
        "council": "init council member chair choice",
        "work": "project activity",
        "money": "fund",
        "summary": "report",
        "exchange": "workbook collect demo",
    }.items()
    for name in names.split()
}
"""The area of each noun."""

VERBS: dict[str, str] = {
    "add": "添加",
    "list": "列表",
    "show": "查看",
    "edit": "修改",
    "import": "导入",
    "export": "导出",
    "form": "表格",
    "rename": "更名",
    "leave": "退出",
    "rejoin": "重新加入",
    "plan": "排班",
    "order": "排序",
    "appoint": "任命",
    "end": "卸任",
    "current": "当前",
    "stage": "阶段",
    "indicator": "指标",
    "record": "记录",
    "report": "报告",
    "attend": "参加",
    "open": "设立",
    "close": "关闭",
    "apportion": "分摊",
    "pledge": "认缴",
    "waive": "减免",
    "receive": "到账",
    "refund": "退款",
    "in-kind": "实物",
    "direct": "直付",
    "spend": "支出",
    "opening": "结转",
    "reverse": "冲正",
    "statement": "收支",
    "ledger": "流水",
    "year": "年度",
    "term": "任期",
    "period": "期间",
    "lock": "锁定",
    "unlock": "解锁",
    "move": "调整",
    "start": "发起",
    "status": "进度",
    "merge": "合并",
}
"""Each verb of the command line with its Chinese name."""

STAGES = ("提议", "共商", "立项", "筹资", "实施", "常态化运行", "结项", "中止")
PERIODS = ("每日", "每周", "每月")
PERIODS_ENGLISH = ("day", "week", "month")
TOTALS = ("合计", "期末", "平均", "最大")
TOTALS_ENGLISH = ("sum", "last", "mean", "max")
ENTRIES = ("上年结转", "应缴", "认缴", "减免", "到账", "直付", "支出", "退款", "实物", "冲正")
FIGURES: dict[str, str] = {
    "members_start": "期初成员单位",
    "members_joined": "新加入单位",
    "members_left": "退出单位",
    "members_end": "期末成员单位",
    "projects_started": "新启动项目",
    "projects_finished": "结项项目",
    "projects_running": "期末在推进项目",
    "activities_held": "举办活动",
    "activity_units": "参加单位",
    "activity_unit_turns": "参加单位次数",
    "activity_people_turns": "参加人次",
    "activity_party_turns": "其中党员人次",
    "activity_rate": "成员参与率",
    "service_turns": "服务人次",
    "volunteer_hours": "志愿服务时长",
    "funds_due": "应缴资金",
    "funds_received": "到账资金",
    "funds_in_kind": "实物折价",
    "funds_spent": "支出资金",
    "funds_refunded": "退款",
    "funds_balance": "期末资金结余",
    "funds_arrears": "期末欠缴资金",
}
"""Each figure of a summary with its Chinese name, in the order of the summary."""
