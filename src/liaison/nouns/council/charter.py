"""The council's rules, version by version, each with the day on which it takes effect."""

from typing import ClassVar

from liaison.columns import OFFICE, Column, Noun
from liaison.dates import Day
from liaison.errors import Unreadable
from liaison.kinds import Coded, Flag, Kind, Misread, Stored
from liaison.quantities import Whole
from liaison.rules.council.charter import NO_PROXY
from liaison.rules.council.rotation import ORDERS
from liaison.rules.council.terms import length
from liaison.rules.council.voting import MORE_THAN_HALF, portion


class Months(Whole):
    """A length of time in whole months."""

    label: ClassVar[str] = "任期，例如 12个月"
    number_format: ClassVar[str] = "@"

    def read(self, text: str) -> int:
        """12m, 1y, 12个月, 1年, 半年."""
        try:
            return length(text)
        except Unreadable as error:
            raise Misread(error.sentence) from None

    def show(self, value: Stored) -> str:
        """12个月"""
        return "" if value is None else f"{value}个月"

    def cell(self, value: Stored) -> str | None:
        """The same."""
        return self.show(value) or None


class Portion(Kind):
    """A part of a whole: at least 2/3 of it, or more than half."""

    label: ClassVar[str] = "比例，例如 2/3 或 过半数"

    def read(self, text: str) -> str:
        """2/3, 三分之二, 60%, 过半数, 全体."""
        try:
            return portion(text)
        except Unreadable as error:
            raise Misread(error.sentence) from None

    def show(self, value: Stored) -> str:
        """2/3, 过半数, 全体"""
        return {MORE_THAN_HALF: "过半数", "1/1": "全体"}.get(value, value or "")


CHARTER = Noun(
    name="charter",
    label="章程",
    table="charter",
    identity=(("start",),),
    keys=(("start",),),
    dated=("start",),
    order="t.start",
    columns=(
        Column(
            "start",
            "生效日期",
            Day(),
            planned=True,
            required=True,
            option="--from",
            synonyms=("施行日期", "实施日期", "生效时间"),
            help="从哪一天起按这些规定；set 不写就是今天",
            examples=("2018-06-15", "2023-01-01", ""),
        ),
        Column(
            "term",
            "轮值任期",
            Months(least=1),
            db="months",
            synonyms=("任期",),
            help="每任多长：12m、1y、12个月、半年",
            examples=("18个月", "18个月", ""),
        ),
        Column(
            "order",
            "轮值次序",
            Coded(words=tuple(ORDERS.values()), english=tuple(ORDERS)),
            db="turns",
            synonyms=("轮值顺序依据",),
            examples=("加入先后", "加入先后", ""),
        ),
        Column(
            "meetings",
            "每年会议次数",
            Whole(least=1),
            synonyms=("全体会议次数", "会议频次"),
            help="全体会议每年至少几次",
            examples=("2", "4", ""),
        ),
        Column(
            "topic_days",
            "议题提前天数",
            Whole(),
            synonyms=("议题报送提前天数",),
            help="会前几天截止报送议题",
            examples=("15", "15", ""),
        ),
        Column(
            "notice_days",
            "通知提前天数",
            Whole(),
            synonyms=("会议通知提前天数",),
            help="会前几天发出会议通知",
            examples=("10", "7", ""),
        ),
        Column(
            "quorum",
            "到会比例",
            Portion(),
            synonyms=("法定到会比例", "法定人数"),
            help="到会的占应到的多少才能开会：2/3、过半数",
            examples=("2/3", "2/3", ""),
        ),
        Column(
            "majority",
            "通过比例",
            Portion(),
            synonyms=("表决通过比例",),
            help="赞成的占到会的多少算通过：过半数、2/3",
            examples=("过半数", "过半数", ""),
        ),
        Column(
            "stand_in",
            "委托出席",
            Coded(words=("不可委托", "本单位的人", "其他成员单位"), english=(NO_PROXY, "own", "any")),
            synonyms=("可由谁代为出席",),
            examples=("本单位的人", "本单位的人", ""),
        ),
        Column(
            "task_days",
            "立项天数",
            Whole(),
            synonyms=("督办立项天数",),
            help="会后几天内把决议分解立项、交办",
            examples=("2", "2", ""),
        ),
        Column(
            "working_days",
            "按工作日",
            Flag(),
            synonyms=("期限按工作日", "按工作日计算"),
            help="期限按工作日算（法定节假日和调休见 liaison calendar）",
            examples=("否", "是", ""),
        ),
        Column(
            "strict",
            "从严",
            Flag(),
            synonyms=("从严执行",),
            help="不足到会、通过比例的决定不予登记；不从严的照记并说明",
            examples=("否", "否", ""),
        ),
        Column(
            "basis",
            "依据",
            synonyms=("通过会议", "文号"),
            help="哪次会议通过、什么文号",
            examples=("示例：成立大会通过", "示例：2022年年会修订", ""),
        ),
        Column("note", "备注", listed=False, reader=OFFICE),
    ),
)
