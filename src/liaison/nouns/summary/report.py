"""Last year's figures as they were published, for years before the records begin."""

from liaison.columns import Column, Noun
from liaison.kinds import Fixed
from liaison.quantities import Number, Ordinal
from liaison.vocab import FIGURES

PUBLISHED = Noun(
    name="published",
    label="已公布数",
    table="published",
    identity=(("year", "figure"),),
    keys=(("year", "figure"),),
    order="t.year, t.id",
    columns=(
        Column(
            "year",
            "年度",
            Ordinal(least=1900),
            required=True,
            synonyms=("年份",),
            examples=("2020", "2020", "2021"),
        ),
        Column(
            "figure",
            "指标",
            Fixed(words=tuple(FIGURES.values()), english=tuple(FIGURES)),
            required=True,
            synonyms=("指标名称",),
            examples=("举办活动", "期末成员单位", "举办活动"),
        ),
        Column("value", "数值", Number(negative=True), required=True, examples=("36", "21", "41")),
    ),
)
