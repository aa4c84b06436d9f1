"""Last year's figures as they were published, for years before the records begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from liaison.columns import Column, Noun
from liaison.kinds import Fixed
from liaison.nouns.registry import exported
from liaison.quantities import Number, Ordinal, Ratio

if TYPE_CHECKING:
    from liaison.figures.figure import Figure


@cache
def _figures() -> dict[str, Figure]:
    """What every noun reports, by its key: to read a published figure is to know the figures there are, and nothing else is."""
    return {figure.key: figure for figure in exported("figures", "FIGURES")}


def shares() -> set[str]:
    """The labels of the figures that are shares of a whole."""
    return {figure.label for figure in _figures().values() if isinstance(figure.kind, Ratio)}


class _Told(Sequence[str]):
    """An attribute of every figure, asked for when it is looked at."""

    def __init__(self, attribute: str) -> None:
        self.attribute = attribute

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return tuple(getattr(figure, self.attribute) for figure in _figures().values())

    def __getitem__(self, place: Any) -> Any:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, word: object) -> bool:
        return word in self._all


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
            Fixed(words=_Told("label"), english=_Told("key")),
            required=True,
            synonyms=("指标名称",),
            examples=("举办活动", "期末成员单位", "举办活动"),
        ),
        Column(
            "value", "数值", Number(negative=True, shares=True), required=True, examples=("36", "21", "41")
        ),
    ),
)
