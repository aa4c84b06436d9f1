"""Last year's figures as they were published, for years before the records begin."""

from liaison.columns import Column, Noun
from liaison.kinds import Fixed
from liaison.nouns.registry import exported
from liaison.quantities import Number, Ordinal, Ratio

_FIGURES = exported("figures", "FIGURES")
"""What every noun reports, asked for by its place: to read a published figure is to know the figures there are."""
_LABELS = {figure.key: figure.label for figure in _FIGURES}
SHARES = {figure.label for figure in _FIGURES if isinstance(figure.kind, Ratio)}
"""The figures that are shares of a whole."""

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
            Fixed(words=tuple(_LABELS.values()), english=tuple(_LABELS)),
            required=True,
            synonyms=("指标名称",),
            examples=("举办活动", "期末成员单位", "举办活动"),
        ),
        Column(
            "value", "数值", Number(negative=True, shares=True), required=True, examples=("36", "21", "41")
        ),
    ),
)
