"""Write the sheets of a small example council, 南沙“金桥红链”党建共建, into this folder: three bases with 46 below them.

A public report of 2023 tells who leads it, which five sorts of organisations it links, of its bases, and of two honours;
everything else is made up and says 示例. The made-up numbers come from one fixed seed, so running the script again writes the
same bytes:

    python3 examples/nansha/make.py
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import making  # noqa: E402
from making import Dice, Unit, day, table, workday_from  # noqa: E402

DICE = Dice(20210618)
between = DICE.between
write = partial(making.write, HERE)

LEAD = "南沙开发区金融局"
# The cells: 编号、单位名称、简称、类别、党员人数、职工人数、加入日期；单位按先后排序。
UNITS = [
    Unit(code, name, name, short, category, place, int(party), int(staff), [(day(joined), None)])
    for place, (code, name, short, category, party, staff, joined) in enumerate(table(f"""
M001 | {LEAD} | | 政府部门 | 38 | 76 | 2021-06-18
M002 | 示例珊瑚服务中心 | | 政府部门 | 21 | 54 | 2021-06-18
M003 | 示例海星街道党工委 | 示例海星街道 | 基层街镇 | 64 | 122 | 2021-06-18
M004 | 示例海螺镇党委 | 示例海螺镇 | 基层街镇 | 71 | 140 | 2021-09-10
M005 | 示例浪花金融协会 | | 协会组织 | 12 | 25 | 2021-06-18
M006 | 示例潮汐商会 | | 协会组织 | 9 | 18 | 2022-03-15
M007 | 示例帆船银行股份有限公司南沙支行 | 示例帆船银行 | 金融机构 | 83 | 260 | 2021-06-18
M008 | 示例灯塔证券有限公司 | 示例灯塔证券 | 金融机构 | 46 | 155 | 2021-06-18
M009 | 示例信风期货有限公司 | 示例信风期货 | 金融机构 | 27 | 98 | 2021-12-01
M010 | 示例锚地融资租赁有限公司 | 示例锚地租赁 | 金融机构 | 19 | 84 | 2022-05-20
M011 | 示例港湾保险有限公司 | 示例港湾保险 | 金融机构 | 33 | 170 | 2023-04-18
M012 | 示例海鸥大学金融学院 | 示例海鸥金融学院 | 高校金融学院 | 58 | 110 | 2021-09-10
M013 | 示例海燕大学金融学院 | 示例海燕金融学院 | 高校金融学院 | 49 | 96 | 2022-09-05
""", 7), start=1)
]  # fmt: skip

# The three bases and where they lie were reported, as was that there are 46 below them; which is below which is made up.
BASES = table("""
南沙金桥党建共建展厅基地 | 南沙金控大厦 | 16
“金桥红链”党建展厅基地 | 明珠金融聚集区 | 15
“金桥红链”党建共建基地 | 粤港澳资管中心 | 15
""", 3)  # fmt: skip
SUB_BASES = 46


def member_sheet() -> None:
    """The roster; of the one real unit only its name and that it leads."""
    rows: list[list[object]] = [
        [u.code, u.name, u.short, u.category, f"示例书记{u.rank:02d}", u.party, u.staff, u.rank, u.spells[0][0],
         f"示例联络员{u.rank:02d}", f"137{u.rank:08d}",
         "链主单位见公开报道；人数、书记、联络员、日期为示例" if u.name == LEAD else "示例"]
        for u in UNITS
    ]  # fmt: skip
    write(
        "member.csv",
        "编号 单位名称 简称 类别 书记 党员人数 职工人数 排序 加入日期 联络员 联系电话 备注",
        rows,
    )


def base_sheets() -> None:
    """The bases and what is below them, and the plaque of each one below, hung up on three days and numbered year by year."""
    bodies: list[list[object]] = []
    belonging: list[list[object]] = []
    plaques: list[list[object]] = []
    for n, (name, place, _count) in enumerate(BASES, start=1):
        bodies.append([f"B{n:03d}", name, "党建基地", LEAD, f"在{place}，见公开报道"])
    for name, place, count in BASES:
        for _ in range(int(count)):
            n = len(belonging) + 1
            sub = f"示例南沙金桥党建分基地{n:02d}"
            bodies.append(
                [
                    f"B{n + len(BASES):03d}",
                    sub,
                    "党建分基地",
                    "",
                    f"共46个见公开报道；名称和归哪个基地（{place}）为示例",
                ]
            )
            hung = (date(2022, 4, 20), date(2022, 9, 22), date(2023, 5, 17))[n % 3]
            belonging.append([sub, name, "分基地", hung])
            plaques.append([hung, sub])
    honours: list[list[object]] = []
    numbers: dict[int, int] = {}
    for hung, sub in sorted(plaques, key=str):
        assert isinstance(hung, date)
        n = numbers[hung.year] = numbers.get(hung.year, 0) + 1
        until = date(hung.year + 3, hung.month, hung.day) - timedelta(days=1)
        honours.append([f"J{hung.year}-{n:03d}", "南沙金桥党建分基地", "授牌", "本会", LEAD, sub,
                        f"〔{hung.year}〕JQ-{n:03d}", hung, until, "在用"])  # fmt: skip
    for year, name, level, on in (
        (2022, "区直机关“十大机关党建品牌”", "区级", "2022-12-30"),
        (2023, "首届广州市区直机关“金穗杯”工作创新大赛决赛二等奖", "市级", "2023-07-20"),
    ):
        honours.append(
            [
                f"J{year}-{numbers[year] + 1:03d}",
                name,
                "荣誉",
                level,
                f"示例{level}机关",
                LEAD,
                "",
                on,
                "",
                "获得",
            ]
        )
    assert len(plaques) == SUB_BASES
    write("body.csv", "编号 单位名称 类型 上级单位 备注", bodies)
    write("belonging.csv", "单位 所属 关系 起", belonging)
    write("honour.csv", "编号 名称 类别 级别 授予单位 获得者 证书编号 日期 有效期至 状态", honours)


SERIES = "党建引领促就业、金桥红链聚人才"
NOTE = "系列名称见公开报道；日期、单位和数据为示例"
ACTIVITIES = table(f"""
2022-04-26 | 高校金融毕业生双选会（示例） | 人才服务 | {SERIES} | M012 | M007 M008 | 180 | {NOTE}
2022-06-30 | 庆七一联学（示例） | 理论学习 | | M001 | M003 | | 示例
2022-10-14 | 金融菁英实习开班（示例） | 人才服务 | {SERIES} | M008 | M012 M013 | 45 | {NOTE}
2023-03-22 | 高校金融毕业生双选会（示例） | 人才服务 | {SERIES} | M013 | M007 M009 | 210 | {NOTE}
2023-05-17 | 分基地授牌（示例） | 阵地建设 | | M001 | M007 | | 示例
2023-06-29 | 庆七一联学（示例） | 理论学习 | | M001 | M004 | | 示例
2023-09-20 | 企业政策对接会（示例） | 企业服务 | | M002 | M005 M010 | 32 | 示例
2023-11-08 | 金融菁英实习开班（示例） | 人才服务 | {SERIES} | M011 | M012 | 52 | {NOTE}
""", 8)  # fmt: skip


def activity_sheets() -> None:
    """The ledger, and who took part: those who are named, and some more of the members of the day."""
    rows: list[list[object]] = []
    attendance: list[list[object]] = []
    numbers: dict[str, int] = {}
    by_code = {u.code: u for u in UNITS}
    for on, title, kind, series, host, others, loose, note in ACTIVITIES:
        assert workday_from(day(on)) == day(on), on
        numbers[on[:4]] = numbers.get(on[:4], 0) + 1
        code = f"A{on[:4]}-{numbers[on[:4]]:03d}"
        certain = [by_code[one] for one in [host, *others.split()]]
        pool = [u for u in UNITS if u not in certain and u.member_on(day(on))]
        came = sorted([*certain, *DICE.drawn(pool, between(3, 6))], key=lambda u: u.code)
        people = int(loose or 0)
        for unit in came:
            there = between(2, 9)
            attendance.append([code, unit.label, there, max(1, there * between(40, 100) // 100)])
            people += there
        co_hosts = "、".join(by_code[one].label for one in others.split())
        rows.append([code, title, kind, series, on, by_code[host].label, co_hosts, people, note])
    write("activity.csv", "编号 活动名称 活动类别 系列 开始日期 主办单位 协办单位 参加人数 备注", rows)
    write("attendance.csv", "活动 单位 人数 其中党员", attendance)


# Reported for the first quarter of 2023: projects begun and signed in the district, and what is invested in them (亿元).
DISTRICT = [
    ("开工项目", "个", 33),
    ("开工项目总投资", "亿元", 803),
    ("签约项目", "个", 30),
    ("签约项目总投资", "亿元", 1382),
]


def indicator_sheets() -> None:
    """The district's figures, kept as the council's own indicators."""
    write(
        "indicator.csv",
        "对象 指标 单位 周期 汇总 来源 列入总结",
        [["本会", name, unit, "每季", "合计", "公开报道", "是"] for name, unit, _value in DISTRICT],
    )
    write(
        "reading.csv",
        "对象 指标 日期 数值 来源",
        [["本会", name, "2023-03-31", value, "2023年一季度公开报道"] for name, _unit, value in DISTRICT],
    )


def main() -> None:
    """Write every sheet, always in this order: the dice are thrown once for all."""
    member_sheet()
    base_sheets()
    activity_sheets()
    indicator_sheets()


if __name__ == "__main__":
    main()
