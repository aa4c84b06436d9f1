"""Write the sheets of a large example council, 增城经济技术开发区区域党建工作联席会议, into this folder.

A public report of 2020 tells of 126 party organisations of seven sorts, more than 2,500 party members, who leads them, and
what they do together; everything else is made up and says 示例. The made-up numbers come from one fixed seed, so running the
script again writes the same bytes:

    python3 examples/zengcheng/make.py
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402
from making import Dice, Fund, Unit, day, month_end, moves_told, table, workday_from  # noqa: E402

TODAY = date(2023, 12, 31)
FOUNDED = date(2019, 3, 28)
DICE = Dice(20190328)
between = DICE.between
write = partial(making.write, HERE)

LEAD = "直属机关党委"
CENTRE, WECHAT, THINK_TANK = "党群服务中心", "微信平台", "南方党建智库基地"
BUS, JOBS = "示例园区接驳班车", "示例园区用工直通"


# ---------------------------------------------------------------- units
SORTS = table("""
镇街 | 6 | 街道党工委 镇党委 | 52 70 | 90 160
机关单位 | 21 | 管理局 服务中心 办公室 | 20 34 | 40 110
部队 | 4 | 驻地部队 | 0 0 | 0 0
公安 | 5 | 派出所 | 28 44 | 50 90
村居 | 24 | 村 社区 | 16 30 | 12 30
国有企业 | 15 | 水务有限公司 投资有限公司 建设有限公司 | 16 32 | 80 420
非公企业 | 52 | 汽车部件有限公司 电子科技有限公司 精密机械有限公司 食品有限公司 物流有限公司 | 4 13 | 60 900
""", 5)  # fmt: skip
"""The seven sorts that the report names: how many of each there ever were besides the leading one, what such a unit is called,
and within what bounds its party members and its staff lie. Of a garrison no number is asked."""
STEMS = [a + b for b in "溪岭湖湾峰泉亭桥原江岸田洲苑台门" for a in "云松竹梅兰桂荷枫"]
"""What tells the made-up units apart."""
AREAS = ("示例东片", "示例南片", "示例西片", "示例北片")
JOINED_LATER = {
    20: "2020-04-01", 47: "2020-04-01", 63: "2020-09-15", 80: "2021-03-10", 95: "2021-03-10", 101: "2021-10-20",
    110: "2022-03-15", 117: "2022-06-01", 122: "2022-09-01", 125: "2023-02-20", 127: "2023-05-08", 128: "2023-09-11",
}  # fmt: skip
LEFT = {90: "2022-06-30", 104: "2023-03-31"}
BACK = {63: ("2019-03-28", "2019-12-31")}
SILENT = {"松台", "荷苑"}
"""Two that have come to nothing since the summer of 2023, and that nobody has asked why."""


def made_up_units() -> list[Unit]:
    """All that ever were members, in the order of codes: the leading one first, then sort by sort."""
    units = [
        Unit("M001", LEAD, "中共增城经济技术开发区直属机关委员会", f"开发区{LEAD}", "机关单位", 1, 46, 118,
             [(FOUNDED, None)])
    ]  # fmt: skip
    for sort, count, endings, party, staff in SORTS:
        names = endings.split()
        for place in range(int(count)):
            n = len(units) + 1
            stem, ending = STEMS[n - 2], names[place % len(names)]
            name = f"示例{stem}{ending}"
            bare = name.removesuffix("有限公司").removesuffix("党工委").removesuffix("党委")
            first, last = JOINED_LATER.get(n), LEFT.get(n)
            spells = [(day(first) if first else FOUNDED, day(last) if last else None)]
            if n in BACK:
                spells.insert(0, (day(BACK[n][0]), day(BACK[n][1])))
            counts = [between(*map(int, bounds.split())) for bounds in (party, staff)]
            units.append(
                Unit(f"M{n:03d}", stem, name, bare if bare != name else "", sort, n, *counts, spells)
            )
    return units


UNITS = made_up_units()
BY_NICK = {u.nick: u for u in UNITS}
SECRETARIAT = BY_NICK[LEAD]


def members_on(d: date) -> list[Unit]:
    """The members on a day, by code."""
    return [u for u in UNITS if u.member_on(d)]


def silent_on(unit: Unit, d: date) -> bool:
    """Whether a unit had stopped coming by that day."""
    return unit.nick in SILENT and d >= date(2023, 7, 1)


def party_form(unit: Unit) -> tuple[str, str]:
    """The unit's party organisation: full name and form; of the real one what was reported."""
    if unit is SECRETARIAT:
        return unit.name, "机关党委"
    if unit.category == "镇街":
        form = "党工委" if unit.name.endswith("党工委") else "党委"
        bare = unit.name.removesuffix(form)
        return f"中共{bare}{'工作' if form == '党工委' else ''}委员会", form
    form, ending = (
        ("党总支", "总支部委员会")
        if unit.party >= 26 or unit.category == "村居"
        else ("党支部", "支部委员会")
    )
    return f"中共{unit.name}{ending}", form


def member_sheets() -> None:
    """The roster, and every spell of membership."""
    roster: list[list[object]] = []
    for n, u in enumerate(UNITS, start=1):
        organisation, form = party_form(u)
        due = date(between(2024, 2026), between(1, 12), between(1, 28))
        first, last = u.spells[-1]
        known = u.category != "部队"
        note = "牵头单位、秘书处所在单位见公开报道；其余为示例" if u is SECRETARIAT else "示例"
        roster.append([
            u.code, u.name, u.short, u.category, organisation, form, f"示例书记{n:03d}", due,
            u.party if known else "", u.staff if known else "", AREAS[n % 4], u.rank, first, last,
            f"示例联络员{n:03d}", "党务专干（示例）", f"139{n:08d}", note,
        ])  # fmt: skip
    write(
        "member.csv",
        "编号 单位名称 简称 类别 党组织全称 党组织形式 书记 换届日期 党员人数 职工人数 片区 排序 加入日期 退出日期 "
        "联络员 联络员职务 联系电话 备注",
        roster,
    )
    write("spell.csv", "单位 加入日期 退出日期", [[u.label, a, b] for u in UNITS for a, b in u.spells])


THEMES = ("组织联建", "资源联享", "服务联办", "人才联育", "治理联动")
HOLDERS = (LEAD, "云溪", "荷溪", "枫湾", "兰峰", "兰桥", "梅江", "桂桥", "松原", "荷桥")
"""Who chaired in turn, half a year each; the leading one began."""


def terms() -> list[tuple[Unit, date, date]]:
    """The terms of the chair with their first and last days."""
    firsts = [date(2019 + n // 2, 4 if n % 2 == 0 else 10, 1) for n in range(len(HOLDERS))]
    return [
        (BY_NICK[nick], first, month_end(first.year, 9) if first.month == 4 else month_end(first.year + 1, 3))
        for nick, first in zip(HOLDERS, firsts, strict=True)
    ]


def chair_on(d: date) -> Unit:
    """Who was in the chair that day."""
    return next(unit for unit, first, last in terms() if first <= d <= last)


def chair_sheet() -> None:
    """The terms of the whole council, and in each area those of a year; all made up but that there is who leads."""
    rows: list[list[object]] = [
        [n, unit.label, "", first, last, f"示例主题：{THEMES[(n - 1) % len(THEMES)]}", "示例"]
        for n, (unit, first, last) in enumerate(terms(), start=1)
    ]
    for place, area in enumerate(AREAS):
        of_area = [u for n, u in enumerate(UNITS, start=1) if AREAS[n % 4] == area and u.category == "村居"]
        for n, year in enumerate((2022, 2023), start=1):
            rows.append([n, of_area[n + place].label, area, date(year, 1, 1), date(year, 12, 31), "", "示例"])
    write("chair.csv", "任次 轮值主席单位 片区 开始日期 结束日期 主题 备注", rows)


def charter_sheet() -> None:
    """Two versions of the rules; nothing of them was reported."""
    rows = table("""
2019-04-01 | 半年 | 加入先后 | 1 | 15 | 7 | 过半数 | 过半数 | 本单位的人 | 5 | 否 | 否 | 示例：成立大会通过 | 示例
2022-01-01 | 半年 | 加入先后 | 2 | 10 | 5 | 2/3 | 过半数 | 本单位的人 | 3 | 是 | 否 | 示例：2021年全体会议修订 | 示例
""", 14)  # fmt: skip
    write(
        "charter.csv",
        "生效日期 轮值任期 轮值次序 每年会议次数 议题提前天数 通知提前天数 到会比例 通过比例 委托出席 立项天数 "
        "按工作日 从严 依据 备注",
        rows,
    )


# ---------------------------------------------------------------- projects and their readings
NAMED = "名称见公开报道；单位、日期和数据为示例"
# The cells: 编号、名称、类别、牵头、参与、预算、内容、各阶段及其日期。
PROJECTS = table(f"""
P2019-01 | {CENTRE} | 阵地建设 | {LEAD} | 云溪 松溪 竹溪 | 480000.00 | {NAMED} | 立项 2019-06-10 实施 2019-09-02 常态化运行 2020-07-01
P2019-02 | {WECHAT} | 宣传教育 | {LEAD} | 竹岭 梅岭 | 60000.00 | {NAMED} | 立项 2019-08-05 实施 2019-09-16 常态化运行 2020-01-06
P2020-01 | {THINK_TANK} | 人才服务 | {LEAD} | 兰溪 荷溪 | 150000.00 | {NAMED} | 立项 2020-04-15 实施 2020-06-22 常态化运行 2021-03-01
P2022-01 | {BUS} | 民生服务 | 云田 | 竹溪 松田 梅田 兰田 | 720000.00 | 示例：地铁站到厂区的早晚班车 | 提议 2022-01-18 共商 2022-02-24 立项 2022-03-22 筹资 2022-04-11 实施 2022-06-06 常态化运行 2023-01-09
P2022-02 | {JOBS} | 企业服务 | 兰岭 | 桂田 荷田 枫田 云洲 | 90000.00 | 示例：村居和企业用工直接见面 | 提议 2022-02-15 共商 2022-03-22 立项 2022-05-10 实施 2022-06-20
P2022-03 | 示例企业降本增效互助 | 企业服务 | 松洲 | 竹洲 梅洲 兰洲 | 40000.00 | 示例：轮流开放车间、互讲管理经验 | 提议 2022-03-22 立项 2022-05-24 实施 2022-07-04 结项 2023-06-30
P2022-04 | 示例暖企政策宣讲团 | 企业服务 | 梅岭 | 竹岭 云湖 | 30000.00 | 示例：机关单位进企业讲政策 | 提议 2022-08-16 立项 2022-09-20 实施 2022-10-10 结项 2023-12-15
P2023-01 | 示例园区共享食堂 | 民生服务 | 枫田 | 云田 桂洲 荷洲 | 260000.00 | 示例：几家企业合办食堂，因场地条件不具备中止 | 提议 2023-01-12 共商 2023-02-21 立项 2023-03-21 中止 2023-08-31
P2023-02 | 示例青年人才驿站 | 人才服务 | 桂溪 | 松溪 兰田 | 120000.00 | 示例：新来的青年免费住七天 | 提议 2023-02-21 共商 2023-03-21 立项 2023-05-09 筹资 2023-05-22 实施 2023-08-01
P2023-03 | 示例村企结对 | 乡村振兴 | 云泉 | 松泉 竹泉 梅泉 | | 示例：一村一企，各认领一件事 | 提议 2023-09-19 共商 2023-11-21
""", 8)  # fmt: skip


CODES = {name: code for code, name, *_ in PROJECTS}
"""The projects' codes: one of them is called as a unit is."""


def labels(nicks: str) -> str:
    """云溪 松溪 → the list cell 示例云溪街道、示例松溪镇."""
    return "、".join(BY_NICK[nick].label for nick in nicks.split())


def project_sheets() -> None:
    """The projects, the dated history of their stages, their indicators month by month."""
    projects: list[list[object]] = []
    stages: list[list[object]] = []
    for code, name, kind, lead, partners, budget, content, history in PROJECTS:
        moves = moves_told(history)
        days = dict(moves)
        projects.append([
            code, name, kind, BY_NICK[lead].label, labels(partners), moves[-1][0], days.get("立项", ""),
            days.get("结项", ""), budget, content,
        ])  # fmt: skip
        stages += [[name, stage, on, "示例"] for stage, on in moves]
    write(
        "project.csv", "编号 项目名称 项目类别 牵头单位 参与单位 阶段 启动日期 完成日期 预算 内容", projects
    )
    write("stage.csv", "项目 阶段 日期 说明", stages)
    write(
        "indicator.csv",
        "对象 指标 单位 周期 汇总 目标 来源",
        [
            *(
                [CODES[name], measure, unit, "每月", how, aim, ""]
                for name, measure, unit, how, aim, *_ in READ
            ),
            *([name, measure, unit, "一次", "期末", "", REPORTED] for name, measure, unit, *_ in TOLD),
        ],
    )
    rows: list[list[object]] = []
    for name, measure, _unit, _how, _aim, since, low, high in READ:
        for year in (2022, 2023):
            for month in range(1, 13):
                if month_end(year, month) >= day(since):
                    growth = 100 + (15 if year == 2023 else 0) - (30 if month == 2 else 0)
                    value = between(int(low), int(high)) * growth // 100
                    rows.append([CODES[name], measure, month_end(year, month), value, ""])
    rows += [[name, measure, "2022-01-01", value, REPORTED] for name, measure, _unit, value in TOLD]
    write("reading.csv", "对象 指标 日期 数值 来源", rows)


REPORTED = "见公开报道；日期为示例"
# What is told in public of others in the city: 单位, 指标, 单位, 数值.
TOLD = table("""
广州市社会组织党委 | 公益创投项目 | 个 | 838
广州市社会组织党委 | 公益创投直接受惠 | 万人 | 500
广州市水务局党组 | 治水网格员 | 名 | 18416
天河区科技工业和信息化局 | 孵化育成载体 | 家 | 198
""", 4)  # fmt: skip


READ = table(f"""
{CENTRE} | 接待人次 | 人次 | 合计 | 2000/月 | 2022-01-01 | 2050 | 3100
{WECHAT} | 推送文章 | 篇 | 合计 | 12/月 | 2022-01-01 | 13 | 22
{WECHAT} | 阅读人次 | 人次 | 合计 | 8000/月 | 2022-01-01 | 7600 | 13500
{THINK_TANK} | 讲课场次 | 场 | 合计 | 2/月 | 2022-01-01 | 2 | 5
{BUS} | 乘坐人次 | 人次 | 合计 | 15000/月 | 2022-06-30 | 14800 | 21500
{JOBS} | 介绍上岗 | 人 | 合计 | 60/月 | 2022-06-30 | 58 | 120
""", 8)  # fmt: skip


# ---------------------------------------------------------------- meetings
@dataclass
class Meeting:
    """A meeting: its code, and the agenda that matters are put on before it is held."""

    code: str
    kind: str
    title: str
    on: date
    host: Unit
    came: list[Unit] = field(default_factory=list)
    sent: int = 0
    agenda: list[tuple[str, str, str]] = field(default_factory=list)  # title, outcome, code of the matter


# Which meetings there are in a year: month, day (or the next working day), kind.
CALENDAR = [(int(month), int(on), kind) for month, on, kind in table("""
1 | 12 | 全体会议
2 | 21 | 轮值会议
2 | 24 | 联络员会议
3 | 21 | 轮值会议
4 | 11 | 专题会议
4 | 18 | 轮值会议
4 | 25 | 联络员会议
5 | 23 | 轮值会议
6 | 13 | 专题会议
6 | 20 | 轮值会议
6 | 27 | 联络员会议
7 | 11 | 全体会议
8 | 22 | 联络员会议
9 | 12 | 专题会议
9 | 19 | 轮值会议
10 | 17 | 轮值会议
10 | 24 | 联络员会议
11 | 14 | 专题会议
11 | 21 | 轮值会议
12 | 12 | 联络员会议
""", 3)]  # fmt: skip
TOPICS_OF = {
    "专题会议": (
        "园区通勤",
        "企业用工",
        "安全生产",
        "村企结对",
        "食堂和宿舍",
        "政策宣讲",
        "治安联防",
        "青年人才",
    )
}
DECIDING = ("全体会议", "轮值会议")


def meetings() -> list[Meeting]:
    """The forty meetings of two years, numbered year by year, each kind counted through."""
    found: list[Meeting] = []
    counts: dict[str, int] = {}
    for year in (2022, 2023):
        for place, (month, on, kind) in enumerate(CALENDAR, start=1):
            when = workday_from(date(year, month, on))
            counts[kind] = counts.get(kind, 0) + 1
            title = f"第{counts[kind]}次{kind}"
            if kind in TOPICS_OF:
                title += f"：{TOPICS_OF[kind][counts[kind] - 1]}"
            host = chair_on(when) if kind == "轮值会议" else SECRETARIAT
            found.append(Meeting(f"H{year}-{place:03d}", kind, f"{title}（示例）", when, host))
    for meeting in found:
        hold(meeting)
    return found


PRESENCE: list[list[object]] = []


def hold(meeting: Meeting) -> None:
    """Who came, who sent somebody, who was excused; to a meeting on a subject only some are asked."""
    members = members_on(meeting.on)
    small = meeting.kind == "专题会议"
    if small:
        others = [u for u in members if u is not meeting.host and not silent_on(u, meeting.on)]
        members = sorted([meeting.host, *DICE.drawn(others, between(14, 22))], key=lambda u: u.code)
    for unit in members:
        chance = between(1, 100)
        if unit is meeting.host:
            status = "出席"
        elif silent_on(unit, meeting.on):
            status = "缺席"
        elif small:
            status = "出席" if chance <= 92 else "列席"
        else:
            status = (
                "出席" if chance <= 84 else "委托" if chance <= 93 else "请假" if chance <= 98 else "缺席"
            )
        if status == "出席":
            meeting.came.append(unit)
        meeting.sent += status == "委托"
        PRESENCE.append([meeting.code, unit.label, status])


# ---------------------------------------------------------------- matters
ASKED = {
    "议题": "增开班车|共用会议室|联合招聘会|夜间照明|停车位调剂|共享食堂|消防联训|职工运动会|青年联谊|政策宣讲日|"
    "党课师资共享|积水点整治|河道巡护|充电桩布点|托管班场地|货车错峰通行",
    "需求": "法律咨询|用工招聘|融资对接|海关报关辅导|专利申请辅导|职工体检|心理咨询|会议场地|消防培训|党员发展培训|"
    "讲解员支援|档案整理辅导|子女托管|通勤补站|食堂配餐|环保手续咨询",
    "督办": "安全隐患整改|班车线路方案|用工信息汇总|联防值守排班|场地开放清单|积水点改造",
    "问题": "路灯不亮|占道停车|噪声扰民|垃圾清运不及时|井盖破损|公交站台漏雨|夜班无餐",
    "意见": "会议改在下午|通知提前一周|少填一张表|活动就近分片|名单一次报齐",
}  # fmt: skip
HOW_MANY = {"议题": 120, "需求": 140, "督办": 60, "问题": 50, "意见": 30}
SOURCES = {"议题": ("走访", "来信"), "需求": ("走访", "走访", "来信"), "督办": ("会议",), "问题": ("走访", "来信"),
           "意见": ("来信",)}  # fmt: skip
REPLIES = (
    "示例：已办成",
    "示例：办成大半，其余列入明年",
    "示例：条件不具备，已向提出单位说明",
    "示例：已建立长期办法",
)
ANSWERS = ("非常满意", "满意", "满意", "满意", "基本满意", "不满意")


@dataclass
class Matter:
    """A matter on its way; what it is told at the end follows from its steps."""

    kind: str
    title: str
    by: Unit
    on: date
    source: str
    code: str = ""
    lead: Unit | None = None
    due: date | None = None
    status: str = "提出"
    extensions: int = 0
    result: str = ""
    answer: str = ""
    closed: date | None = None
    project: str = ""
    steps: list[tuple[date, str, str, str, date | None]] = field(default_factory=list)

    def step(
        self, on: date, action: str, *, unit: Unit | None = None, text: str = "", due: date | None = None
    ) -> bool:
        """Do something about it on the next working day, if that has come; says whether it was done."""
        on = workday_from(on)
        if on > TODAY:
            return False
        self.steps.append((on, action, unit.label if unit else "", text, due))
        self.status = {"退回续办": "办理", "延期": self.status, "转办": self.status}.get(action, action)
        if unit and action in ("交办", "认领", "转办"):
            self.lead = unit
        self.due = due or self.due
        self.extensions += action == "延期"
        return True

    @property
    def last(self) -> date:
        """The day of what was done last."""
        return self.steps[-1][0] if self.steps else self.on


def later(d: date, low: int, high: int) -> date:
    """A day some days after another."""
    return d + timedelta(days=between(low, high))


def raised() -> list[Matter]:
    """What was raised in two years, in the order of its days."""
    found = []
    span = (date(2023, 12, 22) - date(2022, 1, 4)).days
    for kind, count in HOW_MANY.items():
        subjects = ASKED[kind].split("|")
        for n in range(count):
            on = workday_from(date(2022, 1, 4) + timedelta(days=n * span // count + between(0, 2)))
            by = SECRETARIAT if kind == "督办" else DICE.drawn(members_on(on), 1)[0]
            about = DICE.drawn(members_on(on), 1)[0] if kind == "督办" else by
            title = f"示例{about.nick if about is not SECRETARIAT else '园区'}{subjects[n % len(subjects)]}"
            found.append(Matter(kind, title, by, on, SOURCES[kind][n % len(SOURCES[kind])]))
    found.sort(key=lambda matter: matter.on)
    numbers: dict[int, int] = {}
    for matter in found:
        year = matter.on.year
        numbers[year] = numbers.get(year, 0) + 1
        matter.code = f"X{year}-{numbers[year]:03d}"
    return found


def on_agenda(matter: Matter, held: list[Meeting]) -> Meeting | None:
    """The next deciding meeting for which a topic was in time, if that has been held and its agenda is not full."""
    return next(
        (
            meeting
            for meeting in held
            if meeting.kind in DECIDING
            and matter.last < meeting.on
            and matter.on + timedelta(days=14) <= meeting.on
            and len(meeting.agenda) < 9
        ),
        None,
    )


def go_on(matter: Matter, held: list[Meeting]) -> None:
    """What became of a matter, as far as it came by the last day of 2023."""
    luck = between(1, 100)
    if luck <= 4 and matter.kind in ("意见", "问题"):
        matter.step(later(matter.on, 1, 4), "退回", text="示例：不属联席会议的事")
        return
    if not matter.step(later(matter.on, 1, 4), "受理", text="示例"):
        return
    if matter.kind == "议题":
        meeting = on_agenda(matter, held)
        if meeting is None or not matter.step(
            max(matter.last, meeting.on - timedelta(days=6)), "列入会议", text=meeting.title
        ):
            return
        put_off = luck > 94
        meeting.agenda.append(
            (matter.title, "缓议" if put_off else ("通过" if luck <= 60 else "原则同意"), matter.code)
        )
        if put_off:
            matter.step(meeting.on, "缓议", text="示例：条件成熟再议")
            return
        start = later(meeting.on, 1, 2)
    else:
        start = later(matter.last, 2, 8)
    able = [
        u for u in members_on(start) if u is not matter.by and u.category != "部队" and u.nick not in SILENT
    ]
    unit = DICE.drawn(able, 1)[0]
    action = "认领" if matter.kind == "需求" else "交办"
    due = workday_from(later(start, 30, 75))
    if matter.kind == "需求" and luck > 90:
        return  # nobody has claimed it
    if not matter.step(start, action, unit=unit, text="示例", due=due):
        return
    if not matter.step(later(matter.last, 2, 7), "办理", text="示例：已联系提出单位"):
        return
    slow = between(1, 100)
    if slow > 82 and matter.step(
        due - timedelta(days=4), "延期", text="示例：等材料", due=workday_from(later(due, 20, 45))
    ):
        due = matter.due or due
    finish = (
        later(due, 3, 20) if slow in range(70, 80) else max(matter.last, due - timedelta(days=between(1, 25)))
    )
    reply = REPLIES[between(0, len(REPLIES) - 1)]
    if slow > 96 or not matter.step(finish, "送审", unit=unit, text=reply):
        return  # nobody has asked after it since
    matter.result = reply
    if slow in range(40, 45):
        matter.step(later(matter.last, 2, 5), "退回续办", text="示例：请补充效果")
        if matter.status != "送审" and not matter.step(
            later(matter.last, 5, 12), "送审", unit=unit, text=reply
        ):
            return
    if matter.step(later(matter.last, 1, 5), "销号", text="示例：同意"):
        matter.closed = matter.last
        matter.answer = ANSWERS[between(0, len(ANSWERS) - 1)] if between(1, 10) <= 8 else ""


def matter_sheets(held: list[Meeting]) -> None:
    """What was raised, and what was done about it."""
    found = raised()
    for matter in found:
        go_on(matter, held)
    write(
        "matter.csv",
        "编号 类别 标题 提出单位 提出日期 来源 背景 主办单位 时限 状态 延期次数 办理结果 满意度 销号日期",
        [
            [m.code, m.kind, m.title, m.by.label, m.on, m.source, "示例", m.lead.label if m.lead else "", m.due,
             m.status, m.extensions, m.result, m.answer, m.closed]
            for m in found
        ],
    )  # fmt: skip
    write(
        "matter_step.csv",
        "事项 日期 动作 单位 内容 时限",
        [[m.code, *step] for m in found for step in m.steps],
    )


# ---------------------------------------------------------------- activities
# Every year's own ones. The cells: 月、日、名称、类别、地点、主办、协办、到场 (units:people from-to+others)、服务人次、志愿时长、备注。
SPECIAL = table(f"""
1 | 14 | 迎春送福进园区（示例） | 便民服务 | {CENTRE} | 云溪 | 兰岭 | 14:2-5+60 | 320 | 46 | 示例
3 | 8 | 女职工健康讲座（示例） | 群团活动 | {CENTRE} | 竹岭 | 松田 | 22:2-6 | | | 示例
4 | 7 | 企业“降本增效”管理经验交流评比活动（示例） | 交流评比 | {CENTRE} | 松洲 | 竹洲 梅洲 | 28:2-5 | | | {NAMED}
4 | 27 | 职工运动会（示例） | 文体活动 | 示例体育场 | 云田 | 桂田 荷田 | 46:4-12+80 | | | 示例
5 | 5 | 青年联谊（示例） | 群团活动 | 示例文化广场 | 桂溪 | 枫田 | 30:2-5 | | | 示例
5 | 18 | 海关政策宣讲会（示例） | 政策宣讲 | {CENTRE} | 梅岭 | 云湖 | 34:1-4 | | | {NAMED}
6 | 15 | 安全生产月应急演练（示例） | 培训演练 | 示例厂区 | 竹洲 | 松湾 | 26:2-6 | | | 示例
6 | 30 | 庆七一联学（示例） | 理论学习 | {CENTRE} | {LEAD} | 云溪 松溪 | 60:3-7 | | | 示例
7 | 27 | 军地共建慰问（示例） | 走访慰问 | 示例驻地 | {LEAD} | 竹湖 | 18:1-3 | | | 示例
8 | 16 | 园区用工双选会（示例） | 企业服务 | 示例文化广场 | 兰岭 | 桂田 荷田 | 32:1-4+240 | 610 | 88 | 示例
9 | 8 | 弘扬长征精神讲座（示例） | 理论学习 | {CENTRE} | {THINK_TANK} | {LEAD} | 44:2-6 | | | {NAMED}
10 | 20 | 村企结对走访（示例） | 走访慰问 | 示例村 | 云泉 | 松泉 | 16:1-3 | | | 示例
11 | 9 | 消防联训（示例） | 培训演练 | 示例厂区 | 云岸 | 松湾 | 24:2-5 | | | 示例
12 | 5 | 志愿者日进村居（示例） | 志愿服务 | 示例村 | 松溪 | 竹泉 梅泉 | 40:2-5+30 | 780 | 260 | 示例
""", 11)  # fmt: skip
LECTURES = ("学党章", "学法规", "学技能", "学安全", "学历史", "学政策")


def planned() -> list[list[str]]:
    """Every activity of two years that is no meeting, with its day: the year's own, a lecture and a day of service each month."""
    found: list[list[str]] = []
    for year in (2022, 2023):
        for month, on, *rest in SPECIAL:
            found.append([str(workday_from(date(year, int(month), int(on)))), *rest[:2], "", *rest[2:]])
        for month in range(1, 13):
            area = AREAS[month % 4]
            of_area = [
                u.nick for n, u in enumerate(UNITS, start=1) if AREAS[n % 4] == area and u.category == "村居"
            ]
            lecture = LECTURES[month % len(LECTURES)]
            found.append([
                str(workday_from(date(year, month, 16))), f"联学讲堂：{lecture}（示例）", "理论学习", "联学讲堂（示例）",
                CENTRE, LEAD, "", f"{between(30, 55)}:2-5", "", "", "示例",
            ])  # fmt: skip
            found.append([
                str(workday_from(date(year, month, 24))), f"{area}志愿服务日（示例）", "志愿服务", "志愿服务日（示例）",
                "示例村", of_area[month % len(of_area)], "", f"{between(12, 26)}:2-5+{between(5, 25)}",
                str(between(160, 420)), str(between(40, 120)), "示例",
            ])  # fmt: skip
    return sorted(found, key=lambda row: row[0])


def activity_sheets(held: list[Meeting]) -> None:
    """The ledger of activities, meetings among them, who took part, who signed in, and what was decided."""
    activities: list[list[object]] = []
    attendance: list[list[object]] = []
    numbers: dict[str, int] = {}
    for on, title, kind, series, venue, host, co_hosts, plan, turns, hours, note in planned():
        year = on[:4]
        numbers[year] = numbers.get(year, 0) + 1
        code = f"A{year}-{numbers[year]:03d}"
        certain = [BY_NICK[nick] for nick in [host, *co_hosts.split()] if nick in BY_NICK]
        bare, _, loose = plan.partition("+")
        count, _, bounds = bare.partition(":")
        low, high = (int(x) for x in bounds.split("-"))
        pool = [u for u in members_on(day(on)) if u not in certain and not silent_on(u, day(on))]
        came = sorted([*certain, *DICE.drawn(pool, int(count) - len(certain))], key=lambda u: u.code)
        people, party = int(loose or 0), int(loose or 0) // 4
        for unit in came:
            there = between(low, high)
            members = max(1, there * between(50, 100) // 100)
            attendance.append([code, unit.label, there, members])
            people, party = people + there, party + members
        activities.append([
            code, title, kind, "", series, on, venue, BY_NICK[host].label if host in BY_NICK else host,
            labels(co_hosts), people, party, turns, hours, note,
        ])  # fmt: skip
    agenda: list[list[object]] = []
    for meeting in held:
        activities.append([
            meeting.code, meeting.title, meeting.kind, "", "", meeting.on, CENTRE, meeting.host.label, "", "", "", "", "",
            "示例",
        ])  # fmt: skip
        agenda += items(meeting)
    activities.sort(key=lambda row: (str(row[5]), str(row[0])))
    write(
        "activity.csv",
        "编号 活动名称 活动类别 第几次 系列 开始日期 地点 主办单位 协办单位 参加人数 其中党员 服务人次 志愿时长 备注",
        activities,
    )
    write("attendance.csv", "活动 单位 人数 其中党员", attendance)
    write("presence.csv", "活动 单位 出席情况", PRESENCE)
    write("agenda.csv", "活动 序号 事项 标题 结论 赞成 反对 弃权", agenda)


def items(meeting: Meeting) -> list[list[object]]:
    """A meeting's agenda: what was done since the last one, what was put on it, and what else is always there."""
    first = {
        "全体会议": "听取半年工作情况",
        "轮值会议": "听取上次会议决定的办理情况",
        "联络员会议": "通报近期工作",
        "专题会议": "听取有关情况",
    }[meeting.kind]
    rows: list[list[object]] = [[meeting.code, 1, "", f"{first}（示例）", "听取", "", "", ""]]
    told = meeting.agenda or [("收集需求和议题（示例）", "听取", "")]
    for place, (title, outcome, code) in enumerate(told, start=2):
        votes: list[object] = ["", "", ""]
        if outcome == "通过":
            there = len(meeting.came) + meeting.sent
            against, abstain = between(0, 4), between(0, 6)
            votes = [there - against - abstain, against, abstain]
        rows.append([meeting.code, place, code, title, outcome, *votes])
    return rows


# ---------------------------------------------------------------- money
def activity_fund() -> Fund:
    """The fund of activities: equal shares of the firms, each year."""
    fund = Fund("F001", "示例区域活动专项", "", LEAD, "400000.00", "2022-02-10", BY_NICK, DICE)
    for year in (2022, 2023):
        on, batch = f"{year}-02-28", f"{year}年度活动批次"
        firms = [u for u in members_on(day(on)) if u.category in ("国有企业", "非公企业")]
        shares = fund.apportion(on, 130_000_00, {u.nick: 1 for u in firms}, batch, "企业等额分摊")
        late = {firms[9].nick, firms[31].nick, *SILENT}
        fund.collect({n: c for n, c in shares.items() if n not in late}, f"{year}-03-07", 80, batch)
        fund.receive(f"{year}-11-02", shares[firms[9].nick] // 2, firms[9].nick, f"{batch}部分到账（示例）")
        for month in range(3, 13):
            cents = between(5_200_00, 9_800_00)
            fund.spend(
                workday_from(date(year, month, 27)), cents, "活动费", "示例会务公司", f"{month}月活动（示例）"
            )
    return fund


def bus_fund() -> Fund:
    """The fund of the bus: by staff, of those whose people ride it."""
    fund = Fund("F002", "示例园区班车专项", BUS, "云田", "720000.00", "2022-04-11", BY_NICK, DICE)
    for year, month, cents in ((2022, 4, 260_000_00), (2023, 2, 360_000_00)):
        on, batch = f"{year}-{month:02d}-20", f"{year}年度班车批次"
        riders = [u for u in members_on(day(on)) if u.category == "非公企业"]
        shares = fund.apportion(on, cents, {u.nick: u.staff for u in riders}, batch, "非公企业按职工人数分摊")
        late = {riders[20].nick, *SILENT}
        fund.collect(
            {n: c for n, c in shares.items() if n not in late}, str(day(on) + timedelta(days=7)), 60, batch
        )
        fund.book(
            f"{year}-07-04", "减免", shares[riders[20].nick], riders[20].nick, note="停产期间免缴（示例）"
        )
    for year, month in [(2022, m) for m in range(7, 13)] + [(2023, m) for m in range(4, 13)]:
        on_day = workday_from(date(year, month, 26))
        fund.spend(
            on_day, between(31_000_00, 36_500_00), "车辆租赁", "示例客运公司", f"{month}月班车（示例）"
        )
    return fund


# ---------------------------------------------------------------- bodies, honours, agreements
VILLAGE, BANK, DISTRICT = "大源村党委", "中国建设银行广东省分行党委", "越秀区党群服务中心"
YOUTH = "示例园区青年联盟"


def body_sheets() -> None:
    """Those who are no members: the village that was visited with all that its committee cares for, and who lectured."""
    rows: list[list[object]] = [
        ["B001", VILLAGE, "", "学习交流单位", "", "23个经济社党支部、28个“两新”组织、3个社区党组织见公开报道；来往为示例"],
        ["B002", THINK_TANK, "", "智库基地", "", "名称见公开报道；来往为示例"],
        ["B003", DISTRICT, "", "学习交流单位", "", "由越秀区委与建行广东省分行党委共建，见公开报道；来往为示例"],
        ["B004", BANK, "", "学习交流单位", "", "见公开报道；来往为示例"],
        ["B005", YOUTH, "", "群团联盟", "", "示例"],
    ]  # fmt: skip
    belonging: list[list[object]] = [["桂溪", YOUTH, "牵头", "2022-05-04", ""]]
    belonging += [[u.nick, YOUTH, "成员", "2022-05-04", ""] for u in UNITS if u.category == "非公企业"][:11]
    sorts = (
        ("经济社党支部", 23, VILLAGE, ""),
        ("两新组织党支部", 28, "", "代管"),
        ("社区党组织", 3, "", "代管"),
    )
    for sort, count, above, role in sorts:
        for n in range(1, count + 1):
            name = f"示例大源村第{n:02d}{sort}"
            rows.append([f"B{len(rows) + 1:03d}", name, "", sort, above, "数目见公开报道；名称为示例"])
            if role:
                belonging.append([name, VILLAGE, role, "", ""])
    for name in dict.fromkeys(name for name, *_ in TOLD):
        rows.append([f"B{len(rows) + 1:03d}", name, "", "学习交流单位", "", "见公开报道；来往为示例"])
    write("body.csv", "编号 单位名称 简称 类型 上级单位 备注", rows)
    known = {u.nick: u.label for u in UNITS}
    write("belonging.csv", "单位 所属 关系 起 止", [[known.get(str(a), a), *rest] for a, *rest in belonging])


COUNCIL = "增城经济技术开发区区域党建工作联席会议"


def honour_sheets() -> None:
    """Plaques of each year, numbered without a gap, and some honours; all made up."""
    rows: list[list[object]] = []
    for year in (2022, 2023):
        holders = DICE.drawn([u for u in members_on(date(year, 12, 1)) if u.nick not in SILENT], 14)
        for n, unit in enumerate(sorted(holders[:10], key=lambda u: u.code), start=1):
            rows.append([
                f"J{year}-{n:03d}", "示例党员先锋岗", "授牌", "本会", COUNCIL, unit.label, f"示例〔{year}〕9号",
                f"〔{year}〕DJ-{n:03d}", date(year, 12, 8), date(year + 3, 12, 7), date(year + 1, 12, 8), "在用",
            ])  # fmt: skip
        for n, unit in enumerate(sorted(holders[10:], key=lambda u: u.code), start=11):
            rows.append([
                f"J{year}-{n:03d}", "示例共建先进集体", "荣誉", "区级", "示例区级机关", unit.label, "", "",
                date(year, 12, 20), "", "", "获得",
            ])  # fmt: skip
    header = "编号 名称 类别 级别 授予单位 获得者 文号 证书编号 日期 有效期至 复核日 状态"
    write("honour.csv", header, rows)


def agreement_sheets() -> None:
    """Agreements between villages and firms, two years each; all made up."""
    villages = [u for u in UNITS if u.category == "村居"]
    firms = [u for u in UNITS if u.category == "非公企业" and u.nick not in SILENT]
    rows: list[list[object]] = []
    numbers: dict[int, int] = {}
    for n in range(16):
        village, firm = villages[n], firms[2 * n]
        signed = workday_from(date(2022, 3, 15) + timedelta(days=40 * n))
        end = date(signed.year + (1 if n % 3 else 2), signed.month, min(signed.day, 28))
        numbers[signed.year] = numbers.get(signed.year, 0) + 1
        rows.append([
            f"G{signed.year}-{numbers[signed.year]:03d}", f"示例{village.nick}{firm.nick}村企结对协议",
            f"{village.label}、{firm.label}", signed, signed, end, "示例：一村一企，各认领一件事", "是" if n % 4 == 1 else "否",
            "生效",
        ])  # fmt: skip
    write("agreement.csv", "编号 名称 各方 签订日期 生效日 到期日 内容 自动续签 状态", rows)


def published_sheet() -> None:
    """What would have been published of 2021, the year before the records begin (all 示例)."""
    figures = [
        ("期末成员单位", 122),
        ("新加入单位", 3),
        ("退出单位", 0),
        ("举办活动", 31),
        ("参加人次", 2860),
    ]
    write("published.csv", "年度 指标 数值", [[2021, label, value] for label, value in figures])


def main() -> None:
    """Write every sheet, always in this order: the dice are thrown once for all."""
    member_sheets()
    chair_sheet()
    charter_sheet()
    project_sheets()
    held = meetings()
    matter_sheets(held)
    activity_sheets(held)
    making.write_funds(HERE, [activity_fund(), bus_fund()])
    body_sheets()
    honour_sheets()
    agreement_sheets()
    published_sheet()


if __name__ == "__main__":
    main()
