"""Papers as offices write them, right ones and ones with planted errors, and how many of those ``liaison proof`` finds.

Their numbers do not come from the program: months and kinds are counted from the example's own CSV files, the year's from the
summary that is kept as a golden file. Run as a script it prints what ``docs/reliability.md`` says.
"""

from __future__ import annotations

import csv
import os
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "bund-finance"
PAPERS, ERRORS = 40, 5
TITLE = "滨江党建·金融外滩2023年度工作总结"

ASIDE = (
    "在区委的坚强领导下，联席会议坚持党建引领，不断凝聚合力。",
    "汇添富基金开展志愿服务8次，结对帮扶12户。",
    "直通车每日发车36班，单程运行15分钟。",
    "示例某银行上海分行捐赠图书300册，浙商证券提供场地2处。",
    "围绕乡村振兴主题，举办活动8场，参加991人次。",
    "金融人才夜校开课12讲，320人次听课。",
    "全市共有区域化党建平台16个，我们是其中之一。",
    "示例云杉金融学院承办培训班3期，培训学员96人次。",
    "片区党委走访楼宇48幢，收集意见25条。",
    "2021年以来，累计举办活动超过70场。",
    "三年来，成员单位党员志愿者服务满意率保持在98%以上。",
    "下一年计划举办活动40场，新增成员单位3家。",
    "第四次全体会议审议通过年度计划，23票赞成。",
    "书记带队调研5次，形成报告2篇。",
    "活动覆盖楼宇60幢，惠及白领2万余人。",
    "各单位自行开展活动120场，青年党员参加活动1200人次。",
    "专委会：全年举办活动6场，参加210人次。",
    "在普洱，举办活动3场，筹集资金12万元。",
    "计划全年举办活动40场；平均每场参加80人次。",
    "每月召开会议2次，每季度推进项目1个。",
    "茶咖快乐生活节于2022年4月首次举办，参加人次约5200人次。",
    "上海汇添富公益基金会、示例水杉小学获得荣誉2项。",
    "据统计，党员志愿服务时长人均3小时，成员参与率逐年提高。",
    "首任轮值主席单位为外滩投资集团，上一任轮值主席单位为示例木棉人寿。",
    "2022年，轮值主席单位为示例木棉人寿，举办活动24场。",
    "联学讲堂、青年读书会等10余家品牌活动各具特色。",
    "示例木棉人寿、示例百合财险等20家单位和3家合作单位共同参与。",
    "截至2022年底，共有成员单位22家。",
    "上年全年举办活动24场，参加2184人次。",
    "上半年举办活动21场，下半年举办15场。",
)
"""What is beside the records, or cannot be told from them: nothing of it is to be called wrong."""


@cache
def year() -> dict[str, str]:
    """The year's figures by label, as the golden summary has them."""
    text = (ROOT / "tests" / "golden" / "report-year-2023.txt").read_text(encoding="utf-8")
    found = re.findall(r"^(\S+?)\s+(-?[\d,]+(?:\.\d+)?%?)(?:\D*)\s+([\d,.]+%?|—)\s", text, re.MULTILINE)
    return {label: now.replace(",", "") for label, now, _before in found}


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def counted() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Activities by month and by kind, and people by month: of each activity the larger of its own number and its units'."""
    units: dict[str, int] = defaultdict(int)
    for row in rows("attendance"):
        units[next(value for key, value in row.items() if "活动" in key)] += int(row["人数"] or 0)
    months, kinds, people = Counter[str](), Counter[str](), Counter[str]()
    for row in rows("activity"):
        if row["开始日期"].startswith("2023"):
            month = str(int(row["开始日期"][5:7]))
            months[month] += 1
            kinds[row["活动类别"]] += 1
            people[month] += max(int(row["参加人数"] or 0), units[row["编号"]], units[row["活动名称"]])
    return months, kinds, people


@dataclass(frozen=True)
class Line:
    """A sentence with one right thing in it, and the same thing wrong; ``sort`` says of which sort the error is."""

    sort: str
    text: str
    right: str
    wrong: str

    def told(self, *, wrong: bool) -> str:
        return self.text.replace("〇", self.wrong if wrong else self.right)


def off(chance: random.Random, number: int) -> int:
    """A number that is not that one."""
    return (
        max(number + chance.choice([-3, -2, -1, 1, 2, 3]), 0)
        if number > 3
        else number + chance.choice([1, 2])
    )


def lines(chance: random.Random) -> Iterator[Line]:
    """Sentences of every sort, each said in one of the ways in which offices say it."""
    known, (months, kinds, people) = year(), counted()

    def one(sort: str, right: int, unit: str, *ways: str) -> Line:
        return Line(sort, chance.choice(ways), f"{right}{unit}", f"{off(chance, right)}{unit}")

    def whole(label: str) -> int:
        return int(known[label])

    yield one(
        "数字",
        whole("举办活动"),
        "场",
        "全年共举办各类活动〇。",
        "一年来，举办活动〇。",
        "2023年，联席会议组织开展活动〇，参加3606人次。",
        "全年累计开展各类活动〇，同比增长50%。",
        "全年共计组织开展各类主题活动〇。",
        "活动总数达〇。",
        "一年来，联席会议先后举办各类活动共〇，有力推动了党建联建走深走实。",
    )
    yield one(
        "数字",
        whole("期末成员单位"),
        "家",
        "现有成员单位〇。",
        "截至2023年底，成员单位达到〇。",
        "截至12月底，共有〇成员单位。",
        "联席会议共有成员单位〇，比期初增加1家。",
        "成员单位总数增至〇。",
        "目前联席会议成员单位共有〇。",
    )
    yield one(
        "数字",
        whole("新加入单位"),
        "家",
        "全年新加入单位〇。",
        "新加入成员单位〇。",
        "新吸收成员单位〇。",
        "现有成员单位23家，其中新加入〇、退出1家。",
    )
    yield one("数字", whole("召开会议"), "次", "全年召开会议〇。", "共召开会议〇。")
    yield one(
        "数字",
        whole("获得荣誉"),
        "项",
        "荣获荣誉〇。",
        "全年获得各项荣誉〇。",
        "先后荣获市级、区级荣誉〇。",
        "获各类荣誉共〇。",
    )
    yield one(
        "数字", whole("本期推进项目"), "个", "全年推进共建项目〇。", "本年度推进共建项目〇，其中新启动2个。"
    )
    yield one(
        "数字",
        whole("提出事项"),
        "件",
        "全年收到事项〇，销号4件。",
        "全年收到各类事项〇。",
        "收到成员单位提出事项〇。",
        "共受理事项〇。",
    )
    yield one("数字", whole("志愿服务时长"), "小时", "志愿服务时长达〇。", "志愿服务〇。")
    yield one(
        "数字",
        whole("参加单位"),
        "家",
        "共有〇单位参加活动。",
        "全年〇成员单位参与活动。",
        "参加活动的单位共〇。",
    )
    month = chance.choice(sorted(months))
    yield one(
        "月份",
        months[month],
        "场",
        f"{month}月共举办〇。",
        f"{month}月份，开展活动〇。",
        f"其中，{month}月举办活动〇。",
        f"2023年{month}月，组织活动〇。",
    )
    until = chance.choice(["3", "6", "9"])
    first = sum(months[str(n)] for n in range(1, int(until) + 1))
    yield one(
        "月份",
        first,
        "场",
        f"1—{until}月，共举办活动〇。",
        f"1至{until}月举办各类活动〇。",
        f"截至{until}月底，开展活动〇。",
    )
    month = chance.choice(sorted(people))
    yield one(
        "月份",
        people[month],
        "人次",
        f"{month}月，参加活动〇。",
        f"{month}月开展活动{months[month]}场，参加〇。",
    )
    kind = chance.choice(sorted(kinds))
    yield one("类别", kinds[kind], "场", f"全年举办{kind}活动〇。", f"全年举办活动36场，其中{kind}类〇。")
    yield Line(
        "增减",
        chance.choice(["举办活动36场，同比增长〇。", "全年开展活动36场，比上年增长〇。"]),
        "50%",
        f"{chance.choice([40, 45, 55, 33.3])}%",
    )
    yield Line("增减", "举办各类活动36场，比上年〇12场。", "增加", "减少")
    yield Line(
        "增减",
        chance.choice(["参加人次3606人次，比上年增加〇。", "全年举办活动36场，参加3606人次，较去年增加〇。"]),
        "1422人次",
        "1242人次",
    )
    yield Line(
        "钱",
        chance.choice(
            [
                "全年筹集资金〇。",
                "共筹资金到账〇。",
                "全年共筹措共建资金〇。",
                "资金到账共计〇。",
                "到账资金〇。",
            ]
        ),
        "204.4万元",
        chance.choice(["240.4万元", "204.9万元", "20.4万元"]),
    )
    yield Line(
        "钱",
        chance.choice(["全年支出资金〇。", "共筹资金到账204.4万元，支出〇。"]),
        "1927743.36元",
        "1927743.63元",
    )
    yield Line("钱", chance.choice(["期末资金结余〇。", "年末资金结余〇。"]), "67.75万元", "67.57万元")
    yield Line(
        "比例",
        chance.choice(["成员参与率达〇。", "成员参与率为〇。"]),
        "91.3%",
        chance.choice(["93.1%", "91.8%", "95.7%"]),
    )
    yield Line("比例", chance.choice(["资金到位率〇。", "资金到位率达到〇。"]), "95.2%", "92.5%")
    yield Line(
        "约数",
        chance.choice(["全年参加人次〇。", "全年举办活动36场，参加〇。"]),
        chance.choice(["3600余人次", "超过3500人次", "3000人次以上", "近3700人次"]),
        chance.choice(["3700余人次", "超过4000人次", "4000人次以上", "1000余人次"]),
    )
    yield Line(
        "约数",
        "共有〇单位参加活动。",
        chance.choice(["20余家", "近23家", "超过20家"]),
        chance.choice(["30余家", "25余家", "超过30家"]),
    )
    yield Line(
        "合计",
        "理论学习4场、志愿服务5场、文体活动3场，合计〇。",
        "12场",
        chance.choice(["13场", "11场", "22场"]),
    )
    yield Line(
        "名单",
        "外滩投资集团、汇添富基金、示例海棠证券等〇单位参加论坛。",
        chance.choice(["3家", "5家", "12家"]),
        "2家",
    )
    yield Line("名单", "示例木棉人寿、示例百合财险〇成员单位参与服务。", "2家", "3家")
    yield Line(
        "单位名称",
        "〇牵头举行了论坛。",
        "汇添富基金",
        chance.choice(["汇添富基金管理公司", "汇天富基金", "汇添富基金集团公司", "汇添付基金"]),
    )
    yield Line(
        "单位名称",
        "活动由〇协办。",
        chance.choice(["示例水杉证券有限公司", "示例水杉证券"]),
        chance.choice(
            ["示例水杉证券公司", "示例水衫证券有限公司", "示例水杉证券股份有限公司", "示例水杉证有限公司"]
        ),
    )
    yield Line(
        "单位名称",
        "感谢〇提供场地。",
        "示例玉簪基金管理有限公司",
        chance.choice(
            [
                "示例玉簪基金公司",
                "示例玉赞基金管理有限公司",
                "示例玉簪基金管理限公司",
                "示例玉簪基金管理有限责任公司",
            ]
        ),
    )
    yield Line(
        "单位名称",
        "〇承办了培训。",
        "示例云杉金融学院",
        chance.choice(["示例云衫金融学院", "示例云杉金融融学院", "示例云杉融金学院", "示例云山金融学院"]),
    )
    yield Line(
        "日期",
        "〇，在外滩中央举办“茶咖快乐生活节”。",
        chance.choice(["2023年4月14日", "4月14日"]),
        chance.choice(["2023年4月15日", "4月24日"]),
    )
    yield Line("日期", "〇，签订《普洱产业合作协议》。", "2023年4月25日", "2023年4月23日")
    yield Line(
        "日期",
        chance.choice(["2023年〇召开新春联络员会议。", "新春联络员会议于〇召开。"]),
        "2月10日",
        chance.choice(["2月11日", "2月1日"]),
    )
    yield Line("任期", "第〇任轮值主席单位为汇添富基金。", "四", "三")
    yield Line(
        "任期", "轮值主席单位为〇。", "汇添富基金", chance.choice(["示例木棉人寿", "示例青桐清算中心"])
    )
    yield Line(
        "任期",
        "第四任轮值主席单位为汇添富基金，任期〇。",
        "2022年12月15日至2024年6月14日",
        "2022年12月15日至2024年6月15日",
    )


@dataclass(frozen=True)
class Sheet:
    """A paper: its lines of text, and the planted error of each line that has one."""

    text: tuple[str, ...]
    planted: dict[int, Line]


def paper(seed: int, errors: int) -> Sheet:
    """A paper of that seed with so many errors, each in a line of its own."""
    chance = random.Random(seed)
    every = list(lines(chance))
    chance.shuffle(every)
    wrong = set(chance.sample(range(len(every)), errors))
    text, planted = [TITLE, "一、工作情况"], {}
    for number, line in enumerate(every):
        if number in wrong:
            planted[len(text) + 1] = line
        text.append(line.told(wrong=number in wrong))
        if chance.random() < 0.5:
            text.append(chance.choice(ASIDE))
    return Sheet(tuple(text), planted)


@dataclass
class Score:
    """How many errors were planted and found, by sort; what was called wrong that is right; how much was called right."""

    planted: Counter[str]
    found: Counter[str]
    false: list[str]
    missed: list[str]
    agreed: int = 0


def score(read: Callable[[Path], dict[str, object]], papers: int, errors: int) -> Score:
    """What ``read`` (the JSON of ``liaison proof``) makes of some papers."""
    total = Score(Counter(), Counter(), [], [])
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(papers):
            sheet = paper(seed, errors)
            file = Path(folder) / f"{seed}.txt"
            file.write_text("\n".join(sheet.text), encoding="utf-8")
            answer = read(file)
            problems: list[dict[str, str]] = answer["problems"]  # type: ignore[assignment]
            at = {int(re.sub(r"\D", "", one["place"])): one for one in problems}
            total.agreed += int(str(answer["agreed"]))
            for number, line in sheet.planted.items():
                total.planted[line.sort] += 1
                if number in at:
                    total.found[line.sort] += 1
                else:
                    total.missed.append(sheet.text[number - 1])
            total.false += [
                f"{sheet.text[number - 1]} → {one['said']} / {one['right']}"
                for number, one in at.items()
                if number not in sheet.planted
            ]
    return total


def main() -> None:
    """Print both measures."""
    from tests.commands import Run, load_example

    with tempfile.TemporaryDirectory() as folder:
        place = f"{folder}/council.db"
        load_example(place, "2023-12-31")
        os.environ |= {"LIAISON_DB": place, "LIAISON_TODAY": "2023-12-31"}
        run = Run(place)

        def read(file: Path) -> dict[str, object]:
            found: dict[str, object] = run(["proof", str(file), "--json"], None).json
            return found

        for errors in (ERRORS, 0):
            result = score(read, PAPERS, errors)
            planted, found = result.planted.total(), result.found.total()
            print(
                f"{PAPERS} papers, {planted} planted, {found} found, {len(result.false)} false, {result.agreed} agreed"
            )
            for sort, count in sorted(result.planted.items()):
                print(f"  {sort} {result.found[sort]}/{count}")
            for text in (
                *(f"missed: {one}" for one in result.missed),
                *(f"false: {one}" for one in result.false),
            ):
                print("  " + text)


if __name__ == "__main__":
    sys.exit(main())
