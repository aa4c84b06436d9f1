"""How closed years are listed."""

from liaison.columns import Column, Noun
from liaison.quantities import Ordinal

YEARS = Noun(
    name="years",
    label="结过账的年度",
    table="",
    identity=(("year",),),
    order="t.year",
    columns=(
        Column("year", "年度", Ordinal()),
        Column("closed_at", "结账时间"),
        Column("closed_by", "结账人"),
        Column("corrections", "结账后的更正"),
    ),
)
"""Closed years, and what was corrected in them since: a list that is worked out, of no table."""
