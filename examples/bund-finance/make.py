"""Write the sheets of the example council, 滨江党建·金融外滩, into this folder.

What a public report of 2023 tells stands as it is; everything else is made up and says 示例.
The made-up numbers come from one fixed seed, so running the script again writes the same bytes:

    python3 examples/bund-finance/make.py
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402
from making import Dice, Fund, Unit, day, is_workday, month_end, moves_told, table, workday_from, yuan  # noqa: E402

TODAY = date(2023, 12, 31)
DICE = Dice(20180615)
between = DICE.between
write = partial(making.write, HERE)

SHUTTLE = "南外滩金融直通车"
GARDEN = "金融品巷·藤蔓花园"
STATION = "金融品巷·零距离党群服务站"
PUER = "滨江党建·金融外滩与边疆党建·金融普洱联建共建"
FORUM = "以高能级金融业态推进黄浦经济高质量发展——金融创新论坛"
UNION, WOMEN, YOUTH = "金融外滩工会联盟", "金融外滩妇联", "滨江金融团建联盟"
COUNTY = "澜沧县"


# ---------------------------------------------------------------- units
# The cells: 编号、代称 (只在本脚本里用)、单位名称、简称、类别、排序、党员人数、职工人数、起止 (空格分隔各段，~ 后为退出日期)。
UNITS = [
    Unit(code, nick, name, short, category, int(rank), int(party), int(staff),
         [(day(a), day(b) if b else None) for a, _, b in (s.partition("~") for s in spells.split())])
    for code, nick, name, short, category, rank, party, staff, spells in table("""
M001 | 外滩 | 上海外滩投资开发（集团）有限公司 | 外滩投资集团 | 国有企业 | 1 | 168 | 620 | 2018-06-15
M002 | 汇添富 | 汇添富基金 | | 基金机构 | 15 | 305 | 980 | 2018-06-15
M003 | 青桐 | 示例青桐清算中心 | 示例青桐清算 | 金融基础设施 | 5 | 213 | 540 | 2018-06-15
M004 | 海棠 | 示例海棠证券有限公司 | 示例海棠证券 | 证券机构 | 8 | 486 | 2350 | 2018-06-15
M005 | 丹桂 | 示例丹桂证券股份有限公司 | 示例丹桂证券 | 证券机构 | 9 | 392 | 1760 | 2018-06-15
M006 | 木棉 | 示例木棉人寿保险有限公司 | 示例木棉人寿 | 保险机构 | 11 | 428 | 2100 | 2018-06-15
M007 | 百合 | 示例百合财产保险有限公司 | 示例百合财险 | 保险机构 | 12 | 276 | 1430 | 2018-06-15
M008 | 白榆 | 示例白榆基金管理有限公司 | 示例白榆基金 | 基金机构 | 16 | 118 | 465 | 2018-06-15
M009 | 芦苇 | 示例芦苇金融研究院 | 示例芦苇研究院 | 金融学术机构 | 19 | 64 | 135 | 2018-06-15
M010 | 梅花 | 示例梅花街道党工委 | 示例梅花街道 | 街道党组织 | 2 | 96 | 182 | 2018-06-15
M011 | 兰花 | 示例兰花街道党工委 | 示例兰花街道 | 街道党组织 | 3 | 88 | 174 | 2018-06-15
M012 | 杜鹃 | 示例杜鹃控股集团有限公司 | 示例杜鹃控股 | 跨国民营企业 | 21 | 152 | 1280 | 2018-06-15~2020-06-30 2022-09-01
M013 | 凤仙 | 示例凤仙资产管理有限公司 | 示例凤仙资产 | 基金机构 | 24 | 41 | 210 | 2018-06-15~2022-06-30
M014 | 雪松 | 示例雪松证券有限公司 | 示例雪松证券 | 证券机构 | 25 | 133 | 690 | 2018-06-15~2022-12-31
M015 | 香樟 | 示例香樟登记托管中心 | 示例香樟登记 | 金融基础设施 | 6 | 187 | 430 | 2019-03-01
M016 | 紫荆 | 示例紫荆养老保险有限公司 | 示例紫荆养老 | 保险机构 | 13 | 204 | 870 | 2019-09-16
M017 | 红枫 | 示例红枫基金管理有限公司 | 示例红枫基金 | 基金机构 | 17 | 97 | 388 | 2019-09-16
M018 | 水杉 | 示例水杉证券有限公司 | 示例水杉证券 | 证券机构 | 10 | 145 | 715 | 2020-07-10
M019 | 云杉 | 示例云杉金融学院 | 示例云杉学院 | 金融学术机构 | 20 | 122 | 260 | 2020-07-10
M020 | 茉莉 | 示例茉莉贸易集团有限公司 | 示例茉莉集团 | 跨国民营企业 | 22 | 86 | 1150 | 2020-07-10
M021 | 银杏 | 示例银杏票据交易中心 | 示例银杏票据 | 金融基础设施 | 7 | 109 | 275 | 2021-03-12
M022 | 石榴 | 示例石榴再保险有限公司 | 示例石榴再保 | 保险机构 | 14 | 58 | 320 | 2021-11-05
M023 | 玉簪 | 示例玉簪基金管理有限公司 | 示例玉簪基金 | 基金机构 | 18 | 47 | 196 | 2022-03-18
M024 | 竹叶 | 示例竹叶街道党工委 | 示例竹叶街道 | 街道党组织 | 4 | 79 | 160 | 2023-02-10
M025 | 铃兰 | 示例铃兰数字科技有限公司 | 示例铃兰科技 | 跨国民营企业 | 23 | 73 | 940 | 2023-04-20
M026 | 合欢 | 示例合欢证券有限公司 | 示例合欢证券 | 证券机构 | 26 | 165 | 830 | 2024-03-01
""", 9)
]  # fmt: skip
BY_NICK = {u.nick: u for u in UNITS}

MEMBER_NOTES = {
    "外滩": "发起单位、首任轮值主席单位、秘书处所在单位；类别、书记、换届日期、人数、加入日期、联络员为示例",
    "汇添富": "第四任轮值主席单位；书记、换届日期、人数、加入日期、联络员为示例",
    "杜鹃": "示例：2020年退出，2022年重新加入",
    "凤仙": "示例：因迁出本区退出",
    "雪松": "示例：因业务调整退出，年末当日仍为成员单位",
    "香樟": "示例：2021年更名",
    "合欢": "示例：拟于2024年加入",
}
FORMER_NAMES = {"香樟": "示例香樟结算服务中心", "茉莉": "示例茉莉进出口公司、示例茉莉商贸公司"}
ELECTION_OVERDUE = {"芦苇": "2023-10-20", "玉簪": "2023-12-15"}


def members_on(d: date) -> list[Unit]:
    """The members on a day, by code."""
    return [u for u in UNITS if u.member_on(d)]


def labels(nicks: str) -> str:
    """青桐 海棠 → the list cell 示例青桐清算、示例海棠证券."""
    return "、".join(BY_NICK[n].label for n in nicks.split())


def party_form(unit: Unit) -> tuple[str, str]:
    """The unit's party organisation: full name and form; of the two real units only what was reported."""
    if unit.nick == "外滩":
        return "上海外滩投资开发（集团）有限公司党委", "党委"
    if unit.nick == "汇添富":
        return "", ""
    if unit.category == "街道党组织":
        return f"中共{unit.name.removesuffix('党工委')}工作委员会", "党工委"
    if unit.party >= 100:
        return f"中共{unit.name}委员会", "党委"
    if unit.party >= 50:
        return f"中共{unit.name}总支部委员会", "党总支"
    return f"中共{unit.name}支部委员会", "党支部"


def member_sheets() -> None:
    """The roster, and every spell of membership."""
    roster: list[list[object]] = []
    for n, u in enumerate(UNITS, start=1):
        organisation, form = party_form(u)
        invented = u.name.startswith("示例")
        due = ELECTION_OVERDUE.get(u.nick) or date(between(2024, 2027), between(1, 12), between(1, 28))
        first, last = u.spells[-1]
        roster.append([
            u.code, u.name, u.short, FORMER_NAMES.get(u.nick, ""), u.category, organisation, form,
            f"示例书记{n:02d}", due, u.party, u.staff, "",
            f"示例路{between(1, 99) * 2}号" if invented else "",
            ("示例南片" if n % 2 else "示例北片") if invented else "", u.rank, first, last,
            f"示例联络员{n:02d}", "党群工作部（示例）", f"138{n:08d}", MEMBER_NOTES.get(u.nick, ""),
        ])  # fmt: skip
    write(
        "member.csv",
        "编号 单位名称 简称 曾用名 类别 党组织全称 党组织形式 书记 换届日期 党员人数 职工人数 统一社会信用代码 "
        "地址 片区 排序 加入日期 退出日期 联络员 联络员职务 联系电话 备注",
        roster,
    )
    write("spell.csv", "单位 加入日期 退出日期", [[u.label, a, b] for u in UNITS for a, b in u.spells])


def chair_sheet() -> None:
    """Four terms of 18 months; only the first and the fourth holder were reported."""
    rows = table("""
1 | 外滩 | 2018-06-15 | 2019-12-14 | 示例主题：组织联建聚合力 | 首任轮值主席单位见公开报道；起止日期、主题为示例
2 | 青桐 | 2019-12-15 | 2021-06-14 | 示例主题：资源联享促发展 | 示例
3 | 木棉 | 2021-06-15 | 2022-12-14 | 示例主题：民生联办暖滨江 | 示例
4 | 汇添富 | 2022-12-15 | 2024-06-14 | 党建引领构建外滩“金融生态圈” | 第四任轮值主席单位及课题见公开报道；起止日期为示例
""", 6)  # fmt: skip
    write(
        "chair.csv",
        "任次 轮值主席单位 片区 开始日期 结束日期 主题 备注",
        [[n, BY_NICK[nick].name, "", a, b, theme, note] for n, nick, a, b, theme, note in rows],
    )


def charter_sheet() -> None:
    """Two versions of the rules; nothing of them was reported."""
    rows = table("""
2018-06-15 | 18个月 | 加入先后 | 2 | 15 | 10 | 2/3 | 过半数 | 本单位的人 | 5 | 否 | 否 | 示例：成立大会通过 | 示例
2023-01-01 | 18个月 | 加入先后 | 4 | 10 | 7 | 2/3 | 过半数 | 本单位的人 | 3 | 是 | 否 | 示例：2022年年会修订 | 示例：改为每季度开会，期限按工作日
""", 14)  # fmt: skip
    write(
        "charter.csv",
        "生效日期 轮值任期 轮值次序 每年会议次数 议题提前天数 通知提前天数 到会比例 通过比例 委托出席 立项天数 "
        "按工作日 从严 依据 备注",
        rows,
    )


def calendar_sheet() -> None:
    """Two days that the State Council did not set apart: made up, and long ago, so that no count of the example needs them."""
    rows: list[list[object]] = [
        ["2019-11-05", "休", "示例：本地临时放假"],
        ["2019-11-09", "班", "示例：本地临时放假调休"],
    ]
    write("calendar.csv", "日期 性质 名称", rows)


# ---------------------------------------------------------------- projects
# The cells: 编号、名称、类别、牵头、参与、启动日期、预算、内容、各阶段及其日期。
PROJECTS = table(f"""
P2021-01 | 示例外滩金融文化长廊 | 文化建设 | 海棠 | 外滩 香樟 云杉 | 2021-09-01 | 150000.00 | 示例：沿江展示区域金融历史的室外长廊 | 提议 2021-06-22 共商 2021-07-20 立项 2021-09-01 筹资 2021-09-15 实施 2021-11-10 结项 2022-05-20
P2021-02 | {STATION} | 阵地建设 | 外滩 | 青桐 汇添富 木棉 梅花 | 2021-11-01 | 560000.00 | 利用滨江岸线闲置空间，集成共享会议室、快闪临展区、职工书屋、公益咖吧、骑行加油站；牵头和参与单位、日期、预算为示例 | 提议 2021-08-20 共商 2021-09-15 立项 2021-11-01 筹资 2021-11-10 实施 2022-03-01 常态化运行 2022-12-20
P2022-01 | {SHUTTLE} | 民生服务 | 外滩 | 汇添富 青桐 海棠 丹桂 木棉 百合 梅花 | 2022-07-20 | 2400000.00 | 解决南外滩金融白领出行最后一公里，2022年开通，已常态化运行；牵头和参与单位、日期、预算为示例 | 提议 2022-01-12 共商 2022-06-10 立项 2022-07-20 筹资 2022-08-01 实施 2022-10-10 常态化运行 2023-03-01
P2022-02 | {GARDEN} | 阵地建设 | 外滩 | 白榆 紫荆 兰花 | 2022-02-15 | 320000.00 | 以藤蔓花园为设计主题的城市微更新；牵头和参与单位、日期、预算为示例 | 提议 2022-01-20 共商 2022-01-27 立项 2022-02-15 筹资 2022-03-15 实施 2022-06-20 结项 2022-10-28
P2022-03 | {PUER} | 乡村振兴 | 外滩 | 汇添富 海棠 木棉 白榆 青桐 紫荆 云杉 | 2022-04-20 | 600000.00 | 旅游规划、乡村建设、消费帮扶、产业合作，推荐10名金融顾问；牵头和参与单位、日期、预算为示例 | 提议 2022-02-24 共商 2022-03-16 立项 2022-04-20 筹资 2022-05-12 实施 2022-06-16
P2022-04 | 示例楼宇共享食堂 | 民生服务 | 茉莉 | 丹桂 红枫 兰花 | 2022-10-12 | 480000.00 | 示例：楼宇底层合办食堂，因场地条件不具备中止 | 提议 2022-08-10 共商 2022-09-07 立项 2022-10-12 筹资 2022-11-16 中止 2023-05-31
P2023-01 | {FORUM} | 交流研讨 | 汇添富 | 外滩 芦苇 云杉 丹桂 白榆 | 2023-02-08 | 200000.00 | 围绕“城市更新”和“科技创新”两大主题研讨；牵头和参与单位、日期、预算为示例 | 提议 2022-12-21 共商 2023-01-12 立项 2023-02-08 筹资 2023-02-20 实施 2023-03-20 结项 2023-06-30
P2023-02 | 示例金融人才夜校 | 人才服务 | 云杉 | 汇添富 芦苇 银杏 竹叶 | 2023-05-10 | 90000.00 | 示例：面向青年员工的夜间课程 | 提议 2023-03-15 共商 2023-04-12 立项 2023-05-10 筹资 2023-06-01 实施 2023-09-05
P2023-03 | 示例楼宇微心愿 | 民生服务 | 竹叶 | 铃兰 百合 | | | 示例：收集并认领楼宇员工的小需求 | 提议 2023-10-11 共商 2023-11-22
P2023-04 | 示例滨江骑行友好计划 | 民生服务 | 兰花 | 玉簪 杜鹃 | 2024-03-01 | 60000.00 | 示例：计划2024年启动 | 提议 2023-12-08
""", 9)  # fmt: skip

STAGE_NOTES = {
    "提议": "示例：联络员会议提出",
    "共商": "示例：召集相关单位研究方案、资金来源和运行管理",
    "立项": "示例：联席会议同意立项",
    "筹资": "示例：按约定方式筹集资金",
    "实施": "示例：开始实施",
    "常态化运行": "示例日期：转入常态化运行",
    "结项": "示例：完成验收",
    "中止": "示例：场地条件不具备，各方同意中止",
}


def project_sheets() -> None:
    """The projects and the dated history of their stages."""
    projects: list[list[object]] = []
    stages: list[list[object]] = []
    for code, name, kind, lead, partners, start, budget, content, history in PROJECTS:
        moves = moves_told(history)
        finished = dict(moves).get("结项", "")
        projects.append([
            code, name, kind, BY_NICK[lead].label, labels(partners), moves[-1][0], start, finished, budget, content,
        ])  # fmt: skip
        stages += [[name, stage, on, STAGE_NOTES[stage]] for stage, on in moves]
    write(
        "project.csv",
        "编号 项目名称 项目类别 牵头单位 参与单位 阶段 启动日期 完成日期 预算 内容",
        projects,
    )
    write("stage.csv", "项目 阶段 日期 说明", stages)
    write(
        "project_indicator.csv",
        "项目 指标 单位 周期 汇总 目标",
        [
            [SHUTTLE, "乘坐人次", "人次", "每日", "合计", "2000/日"],
            [PUER, "消费帮扶金额", "元", "每月", "合计", "30000/月"],
            [PUER, "推荐金融顾问", "人", "每月", "期末", "10/年"],
            [STATION, "接待人次", "人次", "每月", "合计", "3500/月"],
            [STATION, "服务满意度", "分", "每月", "平均", "90/月"],
        ],
    )


# ---------------------------------------------------------------- readings
SHUTTLE_OPENED = date(2022, 11, 28)
SHUTTLE_STOPPED = {date(2022, 12, 23), date(2023, 7, 27), date(2023, 9, 12)}
SHUTTLE_LEVELS = {  # about so many riders on a working day of the month
    (2022, 11): 1200, (2022, 12): 1430, (2023, 1): 1680, (2023, 2): 1890, (2023, 3): 2040, (2023, 4): 2150,
    (2023, 5): 2210, (2023, 6): 2290, (2023, 7): 2230, (2023, 8): 2180, (2023, 9): 2330, (2023, 10): 2360,
    (2023, 11): 2420, (2023, 12): 2390,
}  # fmt: skip
MONTHS = [(y, m) for y in (2022, 2023) for m in range(1, 13)]


def shuttle_riders(d: date) -> int:
    """Riders on one working day: nobody when the line stood still, else about the month's level."""
    if d in SHUTTLE_STOPPED:
        return 0
    riders = SHUTTLE_LEVELS[d.year, d.month] * between(950, 1050) // 1000
    if date(2023, 1, 16) <= d <= date(2023, 1, 20):
        riders = riders * 7 // 10
    return max(riders, 2005) if d >= date(2023, 4, 1) else riders


def reading_sheet() -> None:
    """One reading per period and indicator; a day without service has none, a suspended working day has 0."""
    rows: list[list[object]] = []
    d = SHUTTLE_OPENED
    while d <= TODAY:
        if is_workday(d):
            rows.append([SHUTTLE, "乘坐人次", d, shuttle_riders(d)])
        d += timedelta(days=1)
    for y, m in MONTHS:
        if (y, m) >= (2022, 6):
            low = {(2022, 6): 18000, (2023, 2): 21000, (2023, 8): 26500}.get((y, m), 31000)
            cents = between(low * 100, low * 112)
            rows.append([PUER, "消费帮扶金额", month_end(y, m), yuan(cents)])
    advisers = {9: 2, 10: 3, 11: 5, 12: 6}, {1: 6, 2: 7, 3: 8, 4: 9, 5: 10}
    for y, m in MONTHS:
        if (y, m) >= (2022, 9):
            rows.append([PUER, "推荐金融顾问", month_end(y, m), advisers[y - 2022].get(m, 10)])
    for y, m in MONTHS:
        if (y, m) >= (2022, 12):
            low, high = {(2022, 12): (980, 1200), (2023, 1): (2450, 2700)}.get((y, m), (3550, 5200))
            rows.append([STATION, "接待人次", month_end(y, m), between(low, high)])
    for y, m in MONTHS:
        if y == 2023:
            tenths = between(881, 893) if m == 2 else between(912, 968)
            rows.append([STATION, "服务满意度", month_end(y, m), f"{tenths // 10}.{tenths % 10}"])
    write("project_reading.csv", "项目 指标 日期 数值", rows)


def indicator_sheets() -> None:
    """What the council, a unit, a series and an agreement are measured by: yearly, by quarter and by half; rates, and a number
    that was published as an approximate one."""
    of, rate = "本会", "示例志愿者到岗率"
    series, trade, training = "滨江志愿行（示例）", "示例采购金额", "示例党务培训人次"
    write(
        "indicator.csv",
        "编号 对象 指标 单位 周期 汇总 目标 来源 列入总结",
        [
            ["I006", of, "直通车每天乘坐人数", "人", "每年", "期末", "", "公开报道", "是"],
            ["I007", "外滩投资集团", training, "人次", "每季", "合计", "60/季", "示例报表", "是"],
            ["I008", series, rate, "%", "每半年", "合计", "90/半年", "示例签到表", "是"],
            ["I009", "G2022-001", trade, "万元", "每季", "合计", "120", "示例报表", "否"],
        ],
    )
    rows: list[list[object]] = [
        [of, "直通车每天乘坐人数", date(2023, 6, 7), "", "", "", "2000以上", "见公开报道；日期为示例"]
    ]
    for y in (2022, 2023):
        for m in (3, 6, 9, 12):
            rows.append(["外滩投资集团", training, month_end(y, m), between(52, 95), "", "", "", ""])
        for m in (6, 12):
            called = between(40, 90)
            rows.append([series, rate, month_end(y, m), "", called - between(1, 8), called, "", ""])
    for y, m in ((2022, 9), (2022, 12), (2023, 3), (2023, 6), (2023, 9), (2023, 12)):
        rows.append(["G2022-001", trade, month_end(y, m), yuan(between(800, 1900)), "", "", "", ""])
    write("reading.csv", "对象 指标 日期 数值 分子 分母 概数 来源", rows)


# ---------------------------------------------------------------- activities
HALL, CULTURE, BANK, CLOUD, CENTRAL = "示例会议中心", "示例文化厅", "示例滨江步道", "线上", "外滩中央"
AID = "消费帮扶走进成员单位"
WALK, LESSON, NIGHT = "滨江志愿行（示例）", "联学讲堂（示例）", "人才夜校（示例）"
SERIES = {"帮扶": AID, "志愿": WALK, "联学": LESSON, "夜校": NIGHT, "": ""}
PROJECT_OF = {"车": SHUTTLE, "园": GARDEN, "站": STATION, "普": PUER, "坛": FORUM, "廊": "示例外滩金融文化长廊",
              "校": "示例金融人才夜校", "": ""}  # fmt: skip
SUPPORT = {"工": UNION, "妇": WOMEN, "团": YOUTH, "澜": COUNTY}
SEED_NOTE = "名称见公开报道；日期、单位和数据为示例"

# How many came: "9:3-6+12" = nine units with three to six people each and twelve people of no unit;
# "9:3-6=" = the total cells stay empty; "9:3-6?" = party members known for the total only;
# "T180/96" = a total and no unit rows; "-" = not held yet.
# The cells: 日期 (~ 后为结束日期)、名称、类别、系列、地点、主办、协办、支持、项目、到场、服务人次、志愿时长、成效、宣传报道、备注。
ACTIVITIES = table(f"""
2022-01-07 | 迎新春职工书法交流（示例） | 文体活动 | | {CULTURE} | 外滩 | 梅花 | 工 | | 9:3-6+12 | | | | |
2022-01-21 | 2021年度全体会议（示例） | 全体会议 | | {HALL} | 木棉 | 外滩 | | | 20:2-4 | | | 示例：通过年度工作安排 | |
2022-02-18 | 新春联络员会议（示例） | 联络员会议 | | {HALL} | 外滩 | | | | 18:1-2 | | | | |
2022-03-04 | 学雷锋滨江清洁行（示例） | 志愿服务 | 志愿 | {BANK} | 梅花 | 海棠 青桐 | 团 | | 11:3-7+18 | 260 | 128 | | |
2022-03-08 | 金融女性健康讲座（示例） | 群团活动 | | {CULTURE} | 紫荆 | | 妇 | | 10:4-9? | | | | |
2022-04-15 | 线上主题党课（示例） | 理论学习 | 联学 | {CLOUD} | 云杉 | 木棉 | | | T420/385 | | | | | 示例：线上只统计总人数
2022-05-06 | 线上青年读书会（示例） | 群团活动 | | {CLOUD} | 海棠 | 白榆 | 团 | | 12:3-8+25 | | | | |
2022-05-20 | 文化长廊结项交流（示例） | 文体活动 | | 示例外滩金融文化长廊 | 海棠 | 香樟 云杉 | | 廊 | 8:2-5 | | | | |
2022-06-10 | 直通车路线方案议事会（示例） | 议事协商 | | {HALL} | 外滩 | 梅花 汇添富 | | 车 | 13:1-3 | | | 示例：形成两套路线方案 | |
2022-06-16 | 普洱联建共建对接会（示例） | 乡村振兴 | | {HALL} | 外滩 | 汇添富 | | 普 | 10:2-4+6 | | | | |
2022-06-30 | 庆七一联学（示例） | 理论学习 | 联学 | {HALL} | 青桐 | 香樟 | | | 16:4-9 | | | | |
2022-07-08 | 直通车资金与运维议事会（示例） | 议事协商 | | {HALL} | 木棉 | 外滩 | | 车 | 14:1-3= | | | | |
2022-07-15 | 消费帮扶走进成员单位第1站（示例） | 乡村振兴 | 帮扶 | 示例海棠证券大厅 | 海棠 | | 工 | 普 | 7:4-9+60 | | | | | {SEED_NOTE}
2022-07-28 | 高温天慰问一线（示例） | 志愿服务 | 志愿 | {BANK} | 兰花 | 百合 | 工 | | 9:2-6 | 410 | 96.5 | | |
2022-08-19 | 消费帮扶走进成员单位第2站（示例） | 乡村振兴 | 帮扶 | 示例木棉人寿大堂 | 木棉 | | 工 | 普 | 6:4-8+48 | | | | | {SEED_NOTE}
2022-08-26 | 金融知识进社区（示例） | 便民服务 | | 示例社区中心 | 梅花 | 丹桂 银杏 | | | 8:2-5+90 | 320 | 74 | 示例：发放资料300份 | 示例街道公众号 |
2022-09-09 | 迎中秋文艺联谊（示例） | 文体活动 | | {CULTURE} | 丹桂 | 杜鹃 | 工 妇 | | 15:4-10 | | | | |
2022-09-23 | 消费帮扶走进成员单位第3站（示例） | 乡村振兴 | 帮扶 | 示例青桐清算大堂 | 青桐 | | 工 | 普 | 8:3-8+52 | | | | | {SEED_NOTE}
2022-10-21 | 联学讲堂第3讲（示例） | 理论学习 | 联学 | {HALL} | 芦苇 | 云杉 | | | 17:4-8 | | | | |
2022-10-28 | 藤蔓花园启用开放日（示例） | 文体活动 | | {GARDEN} | 外滩 | 白榆 紫荆 | | 园 | 12:3-7+75 | | | | 示例媒体报道1篇 | {SEED_NOTE}
2022-11-28 | 直通车开通仪式（示例） | 便民服务 | | {SHUTTLE}站点 | 外滩 | 汇添富 梅花 木棉 | | 车 | 15:2-5+40 | 1200 | 36 | 示例：首日开行 | 示例媒体报道2篇 | 2022年开通见公开报道；日期、单位和数据为示例
2022-12-05 | 国际志愿者日便民服务（示例） | 志愿服务 | 志愿 | {GARDEN} | 白榆 | 红枫 雪松 | 团 | | 10:3-6+20 | 385 | 142.5 | | |
2022-12-20 | 零距离党群服务站启用日（示例） | 便民服务 | | {STATION} | 外滩 | 青桐 梅花 | 工 妇 团 | 站 | 16:3-6+30 | 180 | | | 示例媒体报道1篇 | {SEED_NOTE}
2022-12-28~2023-01-05 | 迎新职工书画展（示例） | 文体活动 | | {STATION} | 汇添富 | 香樟 | 工 | 站 | 11:2-6+86 | | | | | 示例：跨年举办，按首日计入2022年
2023-01-12 | 2022年度全体会议（示例） | 全体会议 | | {HALL} | 汇添富 | 外滩 | | | 19:2-4 | | | 示例：通过年度工作安排 | |
2023-01-17 | 新春送福（示例） | 便民服务 | | {STATION} | 兰花 | 芦苇 | 妇 | 站 | 7:2-4+64 | 220 | 38 | | |
2023-02-10 | 新春联络员会议（示例） | 联络员会议 | | {HALL} | 外滩 | | | | 17:1-2 | | | | |
2023-02-17 | 联学讲堂第4讲（示例） | 理论学习 | 联学 | {HALL} | 云杉 | 芦苇 | | | 14:4-9 | | | | |
2023-02-24 | 消费帮扶走进成员单位第4站（示例） | 乡村振兴 | 帮扶 | 示例丹桂证券大厅 | 丹桂 | | 工 | 普 | 8:3-8+70 | | | | | {SEED_NOTE}
2023-03-03 | 学雷锋滨江清洁行（示例） | 志愿服务 | 志愿 | {BANK} | 梅花 | 汇添富 竹叶 | 团 | | 13:3-8+22 | 310 | 165.5 | | |
2023-03-08 | 花艺沙龙（示例） | 群团活动 | | {GARDEN} | 紫荆 | 红枫 | 妇 | 园 | 11:3-6 | | | | |
2023-03-17 | 直通车乘客座谈会（示例） | 议事协商 | | {STATION} | 外滩 | 汇添富 | | 车 | 9:1-3+16 | | | 示例：收集建议12条 | |
2023-03-24 | 消费帮扶走进成员单位第5站（示例） | 乡村振兴 | 帮扶 | 示例银杏票据大厅 | 银杏 | | 工 | 普 | 7:3-8+66 | | | | | {SEED_NOTE}
2023-03-31 | 青年读书会（示例） | 群团活动 | | {STATION} | 海棠 | 白榆 | 团 | 站 | 10:3-6? | | | | |
2023-04-14~2023-04-16 | 茶咖快乐生活节 | 乡村振兴 | | {CENTRAL} | 外滩 | 汇添富 木棉 | 澜 工 | 普 | 12:4-10+260 | 5200 | 118 | 示例：三天接待市民约5200人次 | 示例媒体报道3篇 | 支持澜沧县在外滩中央举办见公开报道；日期、主办和协办单位、数据为示例
2023-04-18~2023-04-21 | 普洱产业考察（示例） | 乡村振兴 | | 云南省普洱市 | 外滩 | 汇添富 海棠 | | 普 | 6:1-3+4 | | | | |
2023-04-23 | 世界读书日换书（示例） | 文体活动 | | {STATION} | 芦苇 | 云杉 | 工 | 站 | 9:2-5+38 | 140 | | | |
2023-05-04 | 五四青年联谊（示例） | 群团活动 | | {GARDEN} | 木棉 | 杜鹃 铃兰 | 团 | 园 | 14:4-9 | | | | |
2023-05-12 | {FORUM} | 论坛研讨 | | {HALL} | 汇添富 | 外滩 芦苇 云杉 | | 坛 | 18:4-9+58 | | | 示例：形成建议8条 | 示例媒体报道5篇 | {SEED_NOTE}
2023-05-19 | 消费帮扶走进成员单位第6站（示例） | 乡村振兴 | 帮扶 | 示例香樟登记大厅 | 香樟 | | 工 | 普 | 8:3-8+54 | | | | | {SEED_NOTE}
2023-05-26 | 金融顾问交流会（示例） | 论坛研讨 | | {STATION} | 外滩 | 白榆 | | 普 | 8:1-3+10 | | | | | 推荐10名金融顾问见公开报道；其余为示例
2023-06-02 | 防范非法金融活动宣传（示例） | 便民服务 | | 示例社区中心 | 丹桂 | 兰花 | | | 9:2-5+110 | 460 | 82.5 | 示例：发放资料400份 | 示例街道公众号 |
2023-06-08 | 五周年座谈会（示例） | 议事协商 | | {STATION} | 汇添富 | 外滩 | | | 20:1-3 | | | | 示例媒体报道1篇 | 成立五周年见公开报道；座谈会为示例
2023-06-16 | 高考季暖心服务（示例） | 志愿服务 | 志愿 | {GARDEN} | 竹叶 | 百合 | 妇 | | 6:2-5 | 290 | 60 | | |
2023-06-30 | 庆七一联学（示例） | 理论学习 | 联学 | {HALL} | 汇添富 | 青桐 | | | 19:4-10 | | | | |
2023-07-07 | 楼宇健步走（示例） | 文体活动 | | {BANK} | 百合 | 茉莉 | 工 | | 15:4-10+20 | | | | |
2023-07-14 | 消费帮扶走进成员单位第7站（示例） | 乡村振兴 | 帮扶 | 汇添富基金大厅（示例） | 汇添富 | | 工 | 普 | 9:4-9+80 | | | | | {SEED_NOTE}
2023-07-26 | 高温天慰问一线（示例） | 志愿服务 | 志愿 | {BANK} | 兰花 | 竹叶 红枫 | 工 | | 10:2-6 | 520 | 104 | | |
2023-08-11 | 暑期亲子财商课（示例） | 便民服务 | | {STATION} | 白榆 | 玉簪 | 妇 | 站 | 8:2-5+72 | 150 | 45.5 | | |
2023-08-25 | 线上金融安全公开课（示例） | 理论学习 | | {CLOUD} | 银杏 | 香樟 | | | T560/210 | | | | | 示例：线上只统计总人数
2023-09-05 | 人才夜校开班（示例） | 人才培训 | 夜校 | 示例云杉学院教室 | 云杉 | 汇添富 竹叶 | 团 | 校 | 11:3-7 | | | | |
2023-09-15 | 消费帮扶走进成员单位第8站（示例） | 乡村振兴 | 帮扶 | 示例杜鹃控股大堂 | 杜鹃 | | 工 | 普 | 8:4-9+58 | | | | | {SEED_NOTE}
2023-09-22 | 反诈宣传进楼宇（示例） | 便民服务 | | 示例铃兰科技大厅 | 铃兰 | 梅花 | | | 7:2-5+45 | 330 | 52 | | |
2023-09-27 | 迎国庆文艺联谊（示例） | 文体活动 | | {CULTURE} | 木棉 | 紫荆 丹桂 | 工 妇 | | 17:4-10 | | | | |
2023-10-12 | 人才夜校第2课（示例） | 人才培训 | 夜校 | 示例云杉学院教室 | 芦苇 | 云杉 | 团 | 校 | 9:3-7= | | | | |
2023-10-20 | 重阳节助老（示例） | 志愿服务 | 志愿 | 示例社区中心 | 竹叶 | 梅花 茉莉 | 妇 | | 9:2-6 | 240 | 88.5 | | |
2023-10-27 | 联学讲堂第5讲（示例） | 理论学习 | 联学 | {HALL} | 青桐 | 银杏 | | | 16:4-9 | | | | |
2023-11-17 | 金融开放交流会（示例） | 论坛研讨 | | {HALL} | 海棠 | 合欢 铃兰 | | | 12:2-6+15 | | | | | 示例：协办单位示例合欢证券当日尚未加入，特意保留作提醒之用
2023-11-24 | 消费帮扶走进成员单位第9站（示例） | 乡村振兴 | 帮扶 | {STATION} | 外滩 | 红枫 | 工 | 普 | 10:4-9+62 | | | | | {SEED_NOTE}
2023-12-05 | 国际志愿者日便民服务（示例） | 志愿服务 | 志愿 | {GARDEN} | 玉簪 | 汇添富 | 团 | | 12:3-7+26 | 430 | 176 | | |
2024-01-19 | 2023年度全体会议（示例） | 全体会议 | | {HALL} | 汇添富 | 外滩 | | | - | | | | | 示例：计划
2024-03-05 | 学雷锋滨江清洁行（示例） | 志愿服务 | 志愿 | {BANK} | 梅花 | 汇添富 | 团 | | - | | | | | 示例：计划
""", 15)  # fmt: skip

INACTIVE = {2022: {"凤仙"}, 2023: {"水杉", "石榴"}, 2024: set()}


def who_came(on: date, plan: str, certain: list[Unit]) -> tuple[list[tuple[Unit, int, int | None]], str, str]:
    """The unit rows of one activity, and its total and party-member total as the ledger writes them."""
    if plan == "-":
        return [], "", ""
    if plan.startswith("T"):
        people_told, _, party_told = plan[1:].partition("/")
        return [], people_told, party_told
    bare, _, loose = plan.rstrip("=?").partition("+")
    count, _, span = bare.partition(":")
    low, high = (int(x) for x in span.split("-"))
    pool = [u for u in members_on(on) if u not in certain and u.nick not in INACTIVE[on.year]]
    drawn = DICE.drawn(pool, int(count) - len(certain))
    rows: list[tuple[Unit, int, int | None]] = []
    for u in sorted(certain + drawn, key=lambda u: u.code):
        people = between(low, high)
        rows.append((u, people, max(1, people * between(40, 90) // 100)))
    total = sum(people for _, people, _ in rows) + int(loose or 0)
    party = sum(party or 0 for _, _, party in rows) + int(loose or 0) // 4
    if plan.endswith("?"):
        rows = [(u, people, None) for u, people, _ in rows]
    if plan.endswith("="):
        return rows, "", ""
    return rows, str(total), str(party)


AGENDAS = {
    "全体会议": [("听取上年度工作情况（示例）", "听取"), ("审议本年度工作安排（示例）", "通过")],
    "联络员会议": [("通报近期工作（示例）", "听取"), ("收集需求和议题（示例）", "听取")],
}
"""What was on the agenda of the meetings, by their kind, and what became of it; who sent somebody is made up."""
TOPICS = {
    "A2022-002": ("X2022-001", "示例白领出行最后一公里", "原则同意"),
    "A2023-001": ("X2023-001", "示例早高峰增开班车", "通过"),
}
"""The topics that meetings decided besides."""


def activity_sheets() -> None:
    """The activity ledger and its attendance by unit."""
    activities: list[list[object]] = []
    attendance: list[list[object]] = []
    presence: list[list[object]] = []
    agenda: list[list[object]] = []
    number: dict[str, int] = {}
    for row in ACTIVITIES:
        span, title, kind, series, venue, host, co_hosts, support, project, plan, *rest = row
        first, _, last = span.partition("~")
        year = first[:4]
        number[year] = number.get(year, 0) + 1
        code = f"A{year}-{number[year]:03d}"
        certain = [BY_NICK[n] for n in [host, *co_hosts.split()]]
        came, total, party = who_came(day(first), plan, certain)
        activities.append([
            code, title, kind, SERIES[series], first, last or first, venue, BY_NICK[host].label, labels(co_hosts),
            "、".join(SUPPORT[s] for s in support.split()), PROJECT_OF[project],
            "、".join(u.label for u, _, _ in came), total, party, *rest,
        ])  # fmt: skip
        attendance += [[code, u.label, people, of_party] for u, people, of_party in came]
        if kind in AGENDAS and came:
            there = [u for u, _, _ in came]
            away = [u for u in members_on(day(first)) if u not in there]
            statuses = ["出席"] * len(there) + ["委托"] * bool(away) + ["请假"] * max(len(away) - 1, 0)
            presence += [
                [code, u.label, "", "", status] for u, status in zip([*there, *away], statuses, strict=True)
            ]
            items = [("", *item) for item in AGENDAS[kind]] + [
                TOPICS[one] for one in (code,) if one in TOPICS
            ]
            for place, (matter, item, outcome) in enumerate(items, 1):
                votes = (
                    [len(there), 0, len(statuses[len(there) : len(there) + 1])]
                    if outcome == "通过"
                    else [""] * 3
                )
                agenda.append([code, place, matter, item, outcome, *votes])
    write(
        "activity.csv",
        "编号 活动名称 活动类别 系列 开始日期 结束日期 地点 主办单位 协办单位 支持单位 项目 参加单位 参加人数 其中党员 "
        "服务人次 志愿时长 成效 宣传报道 备注",
        activities,
    )
    write("attendance.csv", "活动 单位 人数 其中党员", attendance)
    write("presence.csv", "活动 单位 出席人 职务 出席情况", presence)
    write("agenda.csv", "活动 序号 事项 标题 结论 赞成 反对 弃权", agenda)


# ---------------------------------------------------------------- money
def station_fund() -> Fund:
    """The service station's fund: carried over from 2021, a round by party members, a round of equal shares."""
    fund = Fund("F001", "示例服务站专项", STATION, "外滩", "560000.00", "2021-11-10", BY_NICK, DICE)
    fund.book("2022-01-01", "上年结转", 120_000_00, note="示例：2021年结余")
    batch = "2022年度运维批次"
    on = day("2022-03-10")
    bases = {u.nick: u.party for u in members_on(on)}
    shares = fund.apportion("2022-03-10", 180_000_00, bases, batch, "按党员人数分摊")
    fund.book("2022-12-08", "实物", 6_800_00, "云杉", note="职工书屋图书折价抵缴（示例）")
    fund.book("2022-11-25", "减免", shares["芦苇"] - 1_500_00, "芦苇", note="公益研究机构申请减免（示例）")
    fund.receive("2022-04-12", 1_500_00, "芦苇", f"{batch}到账（示例）")
    fund.collect({n: c for n, c in shares.items() if n not in ("云杉", "芦苇")}, "2022-03-14", 75, batch)
    for on_day, subject, cents, payee, note in (
        ("2022-03-25", "设计费", 28_000_00, "示例空间设计公司", "方案设计（示例）"),
        ("2022-06-24", "装修工程", 90_000_00, "示例装饰工程公司", "装修首款（示例）"),
        ("2022-10-21", "装修工程", 72_500_00, "示例装饰工程公司", "装修尾款（示例）"),
        ("2022-12-12", "设备采购", 56_380_50, "示例办公设备公司", "家具和设备（示例）"),
    ):
        fund.spend(on_day, cents, subject, payee, note)

    batch = "2023年度运维批次"
    on = day("2023-02-20")
    shares = fund.apportion("2023-02-20", 240_000_00, {u.nick: 1 for u in members_on(on)}, batch, "等额分摊")
    for nick in ("梅花", "竹叶"):
        fund.book("2023-03-06", "减免", shares[nick], nick, note="街道提供场地和人员，免缴（示例）")
    late = {"石榴", "水杉", "梅花", "竹叶", "丹桂", "外滩"}
    fund.collect({n: c for n, c in shares.items() if n not in late}, "2023-02-27", 60, batch)
    fund.receive("2023-07-20", 5_000_00, "水杉", f"{batch}部分到账（示例）")
    fund.direct("2023-05-16", 8_600_00, "外滩", "维修维护", "示例设备维保公司", "直接支付空调维修款（示例）")
    fund.receive("2023-05-18", shares["外滩"] - 8_600_00, "外滩", f"{batch}到账（示例）")
    wrong = fund.receive("2023-03-20", shares["丹桂"], "海棠", "误记为示例海棠证券（示例）")
    fund.reverse(wrong, "2023-03-22", "付款单位应为示例丹桂证券，冲正（示例）")
    fund.receive("2023-03-22", shares["丹桂"], "丹桂", f"{batch}到账，更正上笔误记（示例）")
    for month in range(1, 13):
        on = workday_from(date(2023, month, 20))
        slip = f"{month}月运维"
        energy, goods, payee = between(6_200_00, 7_900_00), between(4_100_00, 5_600_00), "示例物业公司"
        fund.spend(on, energy, "物业能耗", payee, f"{month}月物业能耗（示例）", slip)
        fund.spend(on, goods, "物资采购", payee, f"{month}月咖吧和书屋物资（示例）", slip)
    return fund


def shuttle_fund() -> Fund:
    """The shuttle's fund: two rounds by headcount without the streets, and most things that can happen to money."""
    fund = Fund("F002", "示例直通车专项", SHUTTLE, "外滩", "2400000.00", "2022-08-01", BY_NICK, DICE)

    def bases(on: date) -> dict[str, int]:
        return {u.nick: u.staff for u in members_on(on) if u.category != "街道党组织"}

    batch, how = "2022年启动批次", "按职工人数分摊，街道党组织免摊"
    shares = fund.apportion("2022-08-22", 600_000_00, bases(day("2022-08-22")), batch, how)
    fund.collect({n: c for n, c in shares.items() if n != "玉簪"}, "2022-09-01", 55, batch)
    fund.receive("2023-01-13", shares["玉簪"], "玉簪", f"{batch}补缴到账（示例）")
    for on_day, subject, cents, payee, note in (
        ("2022-11-10", "站牌标识", 46_800_00, "示例标识制作公司", "站牌和车身标识（示例）"),
        ("2022-11-22", "宣传费", 12_350_00, "示例文化传播公司", "开通宣传品（示例）"),
    ):
        fund.spend(on_day, cents, subject, payee, note)

    batch = "2023年度批次"
    shares = fund.apportion("2023-01-10", 1_500_000_00, bases(day("2023-01-10")), batch, how)
    special = {"水杉", "茉莉", "芦苇", "外滩", "百合", "红枫", "石榴", "香樟", "银杏"}
    fund.collect({n: c for n, c in shares.items() if n not in special}, "2023-01-30", 55, batch)
    part = shares["茉莉"] * 6 // 10 // 100_00 * 100_00
    fund.receive("2023-03-27", part, "茉莉", f"{batch}部分到账（示例）")
    half = shares["芦苇"] // 2
    fund.book("2023-02-22", "减免", half, "芦苇", note="公益研究机构申请减半（示例）")
    fund.receive("2023-03-09", shares["芦苇"] - half, "芦苇", f"{batch}到账（示例）")
    fund.direct("2023-02-15", 26_000_00, "外滩", "站牌标识", "示例标识制作公司", "直接支付站牌更新款（示例）")
    fund.receive("2023-02-28", shares["外滩"] - 26_000_00, "外滩", f"{batch}到账（示例）")
    fund.book("2023-02-16", "实物", 18_600_00, "百合", note="车辆承运人责任险折价抵缴（示例）")
    fund.receive("2023-03-15", shares["百合"] - 18_600_00, "百合", f"{batch}到账（示例）")
    fund.receive("2023-02-24", shares["红枫"] + 5_000_00, "红枫", f"{batch}到账，多缴5000元（示例）")
    fund.book("2023-03-16", "退款", 5_000_00, "红枫", note="退回多缴款（示例）")
    fund.receive("2023-03-02", shares["石榴"] // 2, "石榴", f"{batch}第一笔到账（示例）")
    rest = shares["石榴"] - shares["石榴"] // 2
    fund.receive("2023-09-18", rest, "石榴", f"{batch}第二笔到账（示例）")
    for nick in ("香樟", "银杏"):
        fund.receive("2023-03-13", shares[nick], nick, f"{batch}到账，同一回单（示例）", "同一回单")

    for year, month in [(2022, 12), *((2023, m) for m in range(1, 13))]:
        on = workday_from(date(year, month, 25))
        rent, drive = (58_000_00, 39_500_00) if (year, month) < (2023, 6) else (72_000_00, 46_800_00)
        slip = f"{year}-{month}运行"
        fund.spend(on, rent, "车辆租赁", "示例客运公司", f"{month}月车辆租赁（示例）", slip)
        fund.spend(on, drive, "驾驶服务", "示例客运公司", f"{month}月驾驶服务（示例）", slip)
    wrong = fund.spend("2023-08-15", 6_890_00, "宣传费", "示例文化传播公司", "金额误记（示例）")
    fund.reverse(wrong, "2023-08-17", "票面金额应为6980.00元，冲正（示例）")
    fund.spend("2023-08-17", 6_980_00, "宣传费", "示例文化传播公司", "夏季时刻表印制，更正上笔误记（示例）")
    return fund


def puer_fund() -> Fund:
    """The 普洱 fund: voluntary pledges."""
    fund = Fund("F003", "示例普洱共建专项", PUER, "外滩", "600000.00", "2022-05-12", BY_NICK, DICE)
    pledges = {
        "2022-05-12": {"外滩": 60_000_00, "汇添富": 50_000_00, "青桐": 30_000_00, "海棠": 30_000_00, "木棉": 30_000_00,
                       "白榆": 20_000_00, "紫荆": 20_000_00, "云杉": 10_000_00},
        "2023-03-02": {"外滩": 60_000_00, "汇添富": 80_000_00, "丹桂": 30_000_00, "木棉": 30_000_00, "杜鹃": 50_000_00,
                       "红枫": 20_000_00, "银杏": 20_000_00, "玉簪": 20_000_00},
    }  # fmt: skip
    for on_day, sums in pledges.items():
        year = on_day[:4]
        for nick, cents in sums.items():
            fund.book(on_day, "认缴", cents, nick, note=f"{year}年自愿认缴（示例）")
        paid = {n: c for n, c in sums.items() if (n, year) not in {("玉簪", "2023"), ("杜鹃", "2023")}}
        fund.collect(paid, f"{year}-0{5 if year == '2022' else 3}-16", 40, f"{year}年认缴")
    fund.receive("2023-03-28", 30_000_00, "杜鹃", "2023年认缴到账（示例）")
    fund.book("2023-04-06", "实物", 15_600_00, "杜鹃", note="学习用平板电脑折价（示例）")
    for on_day, subject, cents, payee, note in (
        ("2022-07-12", "消费帮扶采购", 36_420_00, "示例普洱农产品合作社", "第1站展销样品（示例）"),
        ("2022-09-20", "消费帮扶采购", 28_950_50, "示例普洱农产品合作社", "第2、3站展销样品（示例）"),
        ("2022-11-16", "乡村建设", 100_000_00, "示例乡镇财政所", "村史馆修缮（示例）"),
        ("2023-03-30", "消费帮扶采购", 31_200_00, "示例普洱农产品合作社", "上半年展销样品（示例）"),
        ("2023-04-12", "活动费", 46_800_00, "示例会展服务公司", "生活节搭建（示例）"),
        ("2023-04-26", "差旅费", 18_637_80, "示例旅行服务公司", "产业考察交通食宿（示例）"),
        ("2023-07-10", "消费帮扶采购", 29_860_00, "示例普洱农产品合作社", "下半年展销样品（示例）"),
        ("2023-10-18", "乡村建设", 120_000_00, "示例乡镇财政所", "乡村书屋建设（示例）"),
    ):
        fund.spend(on_day, cents, subject, payee, note)
    return fund


def forum_fund() -> Fund:
    """The forum's fund: equal shares that do not divide, one of them paid straight to the supplier."""
    fund = Fund("F004", "示例论坛专项", FORUM, "汇添富", "200000.00", "2023-02-20", BY_NICK, DICE)
    batch = "2023年论坛批次"
    sharers = "外滩 汇添富 青桐 海棠 丹桂 木棉 百合 白榆 香樟 紫荆 红枫 茉莉"
    shares = fund.apportion("2023-02-28", 200_000_00, dict.fromkeys(sharers.split(), 1), batch, "等额分摊")
    fund.collect({n: c for n, c in shares.items() if n not in ("白榆", "茉莉")}, "2023-03-03", 40, batch)
    fund.receive("2023-04-20", 10_000_00, "茉莉", f"{batch}部分到账（示例）")
    fund.direct("2023-05-10", shares["白榆"], "白榆", "场地费", "示例会议中心", "直接支付会场定金（示例）")
    for on_day, subject, cents, payee, note, slip in (
        ("2023-04-24", "印刷费", 9_860_00, "示例印务公司", "会议手册（示例）", ""),
        ("2023-05-15", "场地费", 43_333_33, "示例会议中心", "会场尾款（示例）", "会务"),
        ("2023-05-15", "会务费", 38_650_00, "示例会议中心", "会务服务（示例）", "会务"),
        ("2023-05-15", "餐饮费", 12_480_00, "示例会议中心", "工作餐（示例）", "会务"),
        ("2023-05-19", "专家咨询费", 36_000_00, "示例专家组", "主旨发言和点评（示例）", ""),
        ("2023-06-12", "宣传费", 21_500_00, "示例文化传播公司", "成果汇编（示例）", ""),
    ):
        fund.spend(on_day, cents, subject, payee, note, slip)
    return fund


def money_sheets() -> None:
    """The funds and their ledgers."""
    making.write_funds(HERE, [station_fund(), shuttle_fund(), puer_fund(), forum_fund()])


DISTRICT, GUIDE, PUER_OFFICE, TOWN = "黄浦区委", "黄浦区委组织部", "示例普洱联建工作组", "示例澜沧茶咖合作社"
BODIES = table(
    f"""
B001 | {UNION} | 群团联盟 | | 名称见公开报道
B002 | {WOMEN} | 群团联盟 | | 名称见公开报道
B003 | {YOUTH} | 群团联盟 | | 名称见公开报道
B004 | {GUIDE} | 指导单位 | | 见公开报道
B005 | {PUER_OFFICE} | 联建单位 | | 示例
B006 | {TOWN} | 联建单位 | {PUER_OFFICE} | 示例
B007 | {DISTRICT} | 指导单位 | | 见公开报道
B008 | {COUNTY} | 联建单位 | | 见公开报道
""",
    5,
)
BELONGING = table(
    f"""
外滩投资集团 | {UNION} | 牵头 | 2018-09-01 |
青桐 | {UNION} | 成员 | 2018-09-01 |
海棠 | {UNION} | 成员 | 2018-09-01 | 2023-06-30
白榆 | {UNION} | 成员 | 2020-03-01 |
汇添富 | {YOUTH} | 牵头 | 2019-05-04 |
丹桂 | {YOUTH} | 成员 | 2019-05-04 |
木棉 | {YOUTH} | 成员 | 2021-05-04 |
梅花 | {WOMEN} | 牵头 | 2019-03-08 |
百合 | {WOMEN} | 成员 | 2022-03-08 |
兰花 | {WOMEN} | 成员 | 2023-03-08 |
""",
    5,
)


def body_sheets() -> None:
    """Those the council deals with that are no members; who belongs to which alliance is made up."""
    rows = [[code, name, "", kind, above, "", "", note] for code, name, kind, above, note in BODIES]
    write("body.csv", "编号 单位名称 简称 类型 上级单位 联系人 联系电话 备注", rows)
    known = {u.nick: u.label for u in UNITS}
    rows = [[known.get(nick, nick), *more] for nick, *more in BELONGING]
    write("belonging.csv", "单位 所属 关系 起 止", rows)


COUNCIL = "滨江党建·金融外滩区域化党建联席会议"
# All made up: 编号, 名称, 类别, 级别, 授予单位, 获得者, 具体对象, 项目, 文号, 证书编号, 日期, 有效期至, 复核日, and the steps.
HONOURS = table(
    f"""
J2022-001 | 示例党群联系点 | 授牌 | 本会 | {COUNCIL} | 外滩 | | {STATION} | 示例〔2022〕6号 | 〔2022〕DJ-001 | 2022-12-20 | 2025-12-19 | 2024-01-15 | 在用 2022-12-20
J2022-002 | 示例党员先锋窗口 | 授牌 | 本会 | {COUNCIL} | 青桐 | | | 示例〔2022〕6号 | 〔2022〕DJ-002 | 2022-12-20 | 2025-12-19 | | 在用 2022-12-20 复核 2023-11-30 摘牌 2023-12-10
J2022-003 | 示例金融服务先进集体 | 荣誉 | 区级 | 示例区级机关 | 汇添富 | | | | | 2022-12-28 | | | 获得
J2023-001 | 示例优秀党建品牌 | 荣誉 | 市级 | 示例市级机关 | 外滩 | | {SHUTTLE} | 示例〔2023〕12号 | | 2023-06-28 | | | 拟报 2023-02-10 已报 2023-03-01 入围 2023-04-20 公示 2023-05-15 获得 2023-06-28
J2023-002 | 示例优秀案例 | 荣誉 | 区级 | 示例区级机关 | 汇添富 | | {FORUM} | | | 2023-07-01 | | | 已报 2023-05-10 获得 2023-07-01
J2023-003 | 示例志愿服务先锋 | 荣誉 | 区级 | 示例区级机关 | 海棠 | 示例志愿服务队 | | | | 2023-12-05 | | | 获得
J2023-004 | 示例直通车服务点 | 授牌 | 本会 | {COUNCIL} | 木棉 | | {SHUTTLE} | | 〔2023〕DJ-001 | 2023-03-01 | 2026-02-28 | 2024-03-01 | 在用
J2023-005 | 示例党建指导员 | 聘书 | 本会 | {COUNCIL} | 丹桂 | 示例指导员 | | | 〔2023〕DJ-002 | 2023-04-01 | 2024-03-31 | | 在用
J2023-006 | 示例联建贡献 | 证书 | 本会 | {COUNCIL} | 白榆 | | {PUER} | | 〔2023〕DJ-003 | 2023-12-20 | | | 在用
J2023-007 | 示例典型案例 | 荣誉 | 国家级 | 示例国家级机关 | 外滩 | | {SHUTTLE} | | | | | | 已报 2023-09-01 未获 2023-11-20
""",
    14,
)


def honour_sheets() -> None:
    """Honours and plaques; where the steps have no days, only where it stands is known."""
    rows: list[list[object]] = []
    steps: list[list[object]] = []
    for *cells, told in HONOURS:
        cells[5] = BY_NICK[cells[5]].label
        moves = moves_told(told)
        state, on = moves[-1] if moves else (told, "")
        rows.append([*cells, state, on if state in ("摘牌", "未获") else ""])
        steps += [[cells[0], *move, ""] for move in moves]
    write(
        "honour.csv",
        "编号 名称 类别 级别 授予单位 获得者 具体对象 项目 文号 证书编号 日期 有效期至 复核日 状态 结束日期",
        rows,
    )
    write("honour_step.csv", "荣誉 状态 日期 说明", steps)


# All made up: 编号, 标题, 文号, 文种, 主送, 日期, 关于.
DISPATCHES = table(
    """
W2022-001 | 关于召开2022年度全体会议的通知（示例） | 示例党联〔2022〕1号 | 会议通知 | 各成员单位 | 2022-12-28 | A2023-001
W2023-001 | 2022年度全体会议纪要（示例） | 示例党联〔2023〕1号 | 会议纪要 | 各成员单位 | 2023-01-16 | A2023-001
W2023-002 | 关于印发2023年工作要点的通知（示例） | 示例党联〔2023〕2号 | 通知 | 各成员单位 | 2023-02-20 |
W2023-003 | 关于催缴示例服务站专项的函（示例） | 示例党联〔2023〕3号 | 催缴函 | 有关单位 | 2023-10-10 | F001
""",
    7,
)


def dispatch_sheet() -> None:
    """What went out, with its numbers."""
    write("dispatch.csv", "编号 标题 文号 文种 主送 日期 关于", [list(cells) for cells in DISPATCHES])


PUER_SIGNED = "签有协议见公开报道；各方、日期和期限为示例"
# 编号, 名称, 各方, 签订日期, 地点, 生效日, 到期日, 内容, 自动续签, 文号, and the steps; a renewal has the former last day in brackets.
AGREEMENTS = table(
    f"""
G2022-001 | 普洱消费帮扶协议 | 梅花 {PUER_OFFICE} | 2022-06-20 | 示例会议室 | 2022-07-01 | 2024-06-30 | {PUER_SIGNED} | 否 | 示例协〔2022〕1号 | 生效
G2022-002 | 普洱乡村建设协议 | 外滩 {PUER_OFFICE} | 2022-09-01 | | 2022-09-01 | 2025-08-31 | {PUER_SIGNED} | 否 | 示例协〔2022〕2号 | 生效 2022-09-01 续签 2023-08-20(2023-08-31)
G2022-003 | 普洱旅游规划协议 | 汇添富 {PUER_OFFICE} | 2022-10-12 | | 2022-10-12 | 2023-10-11 | {PUER_SIGNED} | 否 | | 生效
G2023-001 | 普洱产业合作协议 | 汇添富 丹桂 {TOWN} | 2023-04-25 | 示例普洱会场 | 2023-05-01 | 2024-03-15 | {PUER_SIGNED} | | | 生效
G2023-002 | 示例楼宇结对协议 | 外滩 青桐 | 2023-05-04 | | | 2024-05-03 | 示例：联学、场地、志愿服务 | 是 | | 生效
G2023-003 | 示例人才共育协议 | 海棠 木棉 百合 | | | | | 示例：青年人才轮岗 | | | 草拟
G2023-004 | 示例场地共用协议 | 青桐 百合 | 2023-02-01 | | | 2024-01-31 | 示例：会议室互相开放 | | | 待签 2023-01-15 生效 2023-02-01 终止 2023-11-30
""",
    11,
)


def agreement_sheets() -> None:
    """Agreements; where the steps have no days, only where it stands is known."""
    rows: list[list[object]] = []
    steps: list[list[object]] = []
    for *cells, number, told in AGREEMENTS:
        cells[2] = "、".join(BY_NICK[nick].label if nick in BY_NICK else nick for nick in cells[2].split())
        moves = moves_told(told)
        state, on = moves[-1] if moves else (told, "")
        rows.append([*cells, state, number, on if state == "终止" else ""])
        for name, when in moves:
            when, _, before = when.rstrip(")").partition("(")
            steps.append([cells[0], name, when, before, ""])
    write(
        "agreement.csv",
        "编号 名称 各方 签订日期 地点 生效日 到期日 内容 自动续签 状态 文号 终止日期",
        rows,
    )
    write("agreement_step.csv", "协议 状态 日期 原到期日 说明", steps)


# 编号 | 类别 | 标题 | 提出单位 | 提出日期 | 来源 | 背景 | 主办单位 | 协办单位 | 时限 | 状态 | 延期 | 办理结果 | 满意度 | 销号日期 | 项目
MATTERS = table(
    f"""
X2022-001 | 议题 | 示例白领出行最后一公里 | 汇添富 | 2022-01-05 | 走访 | 示例：地铁站到楼宇步行二十分钟 | 外滩投资集团 | 汇添富、梅花 | 2022-12-15 | 销号 | 0 | 示例：直通车开通 | 满意 | 2022-12-05 | {SHUTTLE}
X2022-002 | 需求 | 示例楼宇法律咨询 | 梅花 | 2022-03-02 | 走访 | 示例 | 海棠 | | 2022-06-30 | 销号 | 0 | 示例：每月一次坐诊 | 满意 | 2022-06-24 |
X2022-003 | 督办 | 示例食堂选址报告 | 外滩投资集团 | 2022-09-07 | 会议 | 示例 | 茉莉 | 红枫 | 2023-03-31 | 销号 | 1 | 示例：场地条件不具备 | 不满意 | 2023-04-14 | 示例楼宇共享食堂
X2022-004 | 意见 | 示例少开一次联络员会议 | 丹桂 | 2022-10-11 | 来信 | 示例 | | | | 退回 | 0 | | | |
X2022-005 | 问题 | 示例岸线夜间照明不足 | 兰花 | 2022-11-15 | 走访 | 示例 | 梅花 | 外滩投资集团 | 2023-02-28 | 销号 | 0 | 示例：补装路灯十二盏 | 基本满意 | 2023-02-24 |
X2023-001 | 议题 | 示例早高峰增开班车 | 海棠 | 2023-01-06 | 会议 | 示例：早高峰候车超过二十分钟 | 外滩投资集团 | | 2023-04-30 | 销号 | 0 | 示例：早高峰增开两班 | 满意 | 2023-04-25 | {SHUTTLE}
X2023-002 | 需求 | 示例青年夜间课程 | 紫荆 | 2023-02-20 | 走访 | 示例 | 云杉 | 汇添富 | 2023-09-30 | 销号 | 0 | 示例：夜校开课 | 非常满意 | 2023-09-15 | 示例金融人才夜校
X2023-003 | 督办 | 示例论坛八条建议落实 | 汇添富 | 2023-05-15 | 会议 | 示例 | 芦苇 | 云杉 | 2023-11-30 | 办理 | 1 | 示例：落实五条 | | |
X2023-004 | 需求 | 示例收集楼宇微心愿 | 竹叶 | 2023-09-20 | 走访 | 示例 | 铃兰 | 百合 | 2024-01-05 | 办理 | 0 | | | | 示例楼宇微心愿
X2023-005 | 督办 | 示例年底安全用电检查 | 外滩投资集团 | 2023-10-08 | 会议 | 示例 | 青桐 | | 2024-01-31 | 办理 | 0 | | | |
X2023-006 | 需求 | 示例楼宇心理咨询 | 玉簪 | 2023-11-08 | 来信 | 示例 | | | 2024-02-29 | 受理 | 0 | | | |
X2023-007 | 问题 | 示例非机动车停放 | 白榆 | 2023-11-20 | 走访 | 示例 | | | | 缓议 | 0 | | | |
X2023-008 | 意见 | 示例活动通知提前一周 | 铃兰 | 2023-12-04 | 来信 | 示例 | 外滩投资集团 | | 2023-12-20 | 办理 | 0 | | | |
X2023-009 | 议题 | 示例班车站点调整 | 丹桂 | 2023-06-05 | 来信 | 示例 | | | | 并入 | 0 | | | |
X2023-010 | 议题 | 示例午间健步走 | 木棉 | 2023-12-11 | 会议 | 示例：午间沿江健步 | | | | 提出 | 0 | | | |
""",
    16,
)
MATTER_STEPS = table(
    """
X2022-001 | 2022-01-10 | 受理 | | 示例 |
X2022-001 | 2022-01-21 | 列入会议 | | 2021年度全体会议（示例） |
X2022-001 | 2022-01-24 | 交办 | 外滩投资集团 | 示例：会议决定 | 2022-12-15
X2022-001 | 2022-02-18 | 办理 | | 示例：形成两套路线方案 |
X2022-001 | 2022-11-30 | 送审 | 外滩投资集团 | 示例：直通车开通 |
X2022-001 | 2022-12-05 | 销号 | | 示例：同意 |
X2022-002 | 2022-03-04 | 受理 | | 示例 |
X2022-002 | 2022-03-10 | 认领 | 海棠 | 示例 | 2022-06-30
X2022-002 | 2022-03-15 | 办理 | | 示例 |
X2022-002 | 2022-06-20 | 送审 | 海棠 | 示例：每月一次坐诊 |
X2022-002 | 2022-06-24 | 销号 | | 示例：同意 |
X2022-003 | 2022-09-08 | 受理 | | 示例 |
X2022-003 | 2022-09-09 | 交办 | 茉莉 | 示例：联络员会议决定 | 2022-12-31
X2022-003 | 2022-09-20 | 办理 | | 示例 |
X2022-003 | 2022-12-20 | 延期 | 茉莉 | 示例：另选场地 | 2023-03-31
X2022-003 | 2023-03-20 | 送审 | 茉莉 | 示例：选址报告 |
X2022-003 | 2023-03-24 | 退回续办 | | 示例：补充测算 |
X2022-003 | 2023-04-10 | 送审 | 茉莉 | 示例：场地条件不具备 |
X2022-003 | 2023-04-14 | 销号 | | 示例：同意 |
X2022-004 | 2022-10-14 | 退回 | | 示例：章程规定的次数 |
X2022-005 | 2022-11-17 | 受理 | | 示例 |
X2022-005 | 2022-11-18 | 交办 | 外滩投资集团 | 示例 | 2023-02-28
X2022-005 | 2022-12-01 | 转办 | 梅花 | 示例：属街道管理 |
X2022-005 | 2022-12-05 | 办理 | | 示例 |
X2022-005 | 2023-02-20 | 送审 | 梅花 | 示例：补装路灯十二盏 |
X2022-005 | 2023-02-24 | 销号 | | 示例：同意 |
X2023-001 | 2023-01-09 | 受理 | | 示例 |
X2023-001 | 2023-01-12 | 列入会议 | | 2022年度全体会议（示例） |
X2023-001 | 2023-01-13 | 交办 | 外滩投资集团 | 示例：会议决定 | 2023-04-30
X2023-001 | 2023-02-01 | 办理 | | 示例：调配车辆 |
X2023-001 | 2023-04-18 | 送审 | 外滩投资集团 | 示例：早高峰增开两班 |
X2023-001 | 2023-04-25 | 销号 | | 示例：同意 |
X2023-002 | 2023-02-22 | 受理 | | 示例 |
X2023-002 | 2023-03-01 | 认领 | 云杉 | 示例 | 2023-09-30
X2023-002 | 2023-03-15 | 办理 | | 示例 |
X2023-002 | 2023-09-08 | 送审 | 云杉 | 示例：夜校开课 |
X2023-002 | 2023-09-15 | 销号 | | 示例：同意 |
X2023-003 | 2023-05-16 | 受理 | | 示例 |
X2023-003 | 2023-05-18 | 交办 | 芦苇 | 示例 | 2023-08-31
X2023-003 | 2023-06-01 | 办理 | | 示例 |
X2023-003 | 2023-08-25 | 延期 | 芦苇 | 示例：三条要下半年才能落实 | 2023-11-30
X2023-003 | 2023-11-20 | 送审 | 芦苇 | 示例：落实五条 |
X2023-003 | 2023-11-24 | 退回续办 | | 示例：其余三条继续办 |
X2023-004 | 2023-09-22 | 受理 | | 示例 |
X2023-004 | 2023-10-11 | 列入会议 | | 联络员会议（示例） |
X2023-004 | 2023-10-18 | 认领 | 铃兰 | 示例 | 2024-01-05
X2023-004 | 2023-11-22 | 办理 | | 示例 |
X2023-005 | 2023-10-09 | 受理 | | 示例 |
X2023-005 | 2023-10-10 | 交办 | 青桐 | 示例 | 2024-01-31
X2023-005 | 2023-11-01 | 办理 | | 示例 |
X2023-006 | 2023-11-10 | 受理 | | 示例 |
X2023-007 | 2023-11-22 | 受理 | | 示例 |
X2023-007 | 2023-12-08 | 缓议 | | 示例：明年统筹考虑 |
X2023-008 | 2023-12-05 | 受理 | | 示例 |
X2023-008 | 2023-12-06 | 交办 | 外滩投资集团 | 示例 | 2023-12-20
X2023-008 | 2023-12-07 | 办理 | | 示例 |
X2023-009 | 2023-06-07 | 并入 | | 示例：并入 X2023-001 |
""",
    6,
)


def matter_sheets() -> None:
    """What was raised, and what was done about it (all 示例)."""
    known = {u.nick: u.label for u in UNITS}
    rows: list[list[object]] = [
        [code, kind, title, known.get(by, by), on, source, why, known.get(lead, lead),
         "、".join(known.get(nick, nick) for nick in helpers.split("、") if nick), "", *rest]
        for code, kind, title, by, on, source, why, lead, helpers, *rest in MATTERS
    ]  # fmt: skip
    header = "编号 类别 标题 提出单位 提出日期 来源 背景 主办单位 协办单位 责任人 时限 状态 延期次数 办理结果 满意度 销号日期 项目"
    write("matter.csv", header, rows)
    steps = [
        [code, on, action, known.get(unit, unit), text, due]
        for code, on, action, unit, text, due in MATTER_STEPS
    ]
    write("matter_step.csv", "事项 日期 动作 单位 内容 时限", steps)


def published_sheet() -> None:
    """The figures of 2021 as they would have been published, the year before the records begin (all 示例)."""
    figures = [
        ("期末成员单位", 21), ("新加入单位", 2), ("退出单位", 0), ("举办活动", 18), ("参加人次", 1268),
        ("志愿服务时长", "412.5"), ("到账资金", "186000.00"), ("支出资金", "66000.00"),
    ]  # fmt: skip
    write("published.csv", "年度 指标 数值", [[2021, label, value] for label, value in figures])


def main() -> None:
    """Write every sheet, always in this order: the dice are thrown once for all."""
    member_sheets()
    chair_sheet()
    charter_sheet()
    calendar_sheet()
    project_sheets()
    reading_sheet()
    activity_sheets()
    money_sheets()
    body_sheets()
    honour_sheets()
    dispatch_sheet()
    agreement_sheets()
    matter_sheets()
    published_sheet()
    indicator_sheets()


if __name__ == "__main__":
    main()
