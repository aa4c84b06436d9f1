"""What each noun looks like from outside: its columns, for screen and sheet alike."""

from __future__ import annotations

from liaison.columns import Noun
from liaison.nouns.council.chair import CHAIR, CHAIR_ORDER
from liaison.nouns.council.choice import CHOICE
from liaison.nouns.council.council import COUNCIL
from liaison.nouns.council.member import MEMBER, SPELL
from liaison.nouns.money.fund import ENTRY, FUND
from liaison.nouns.summary.report import PUBLISHED
from liaison.nouns.work.activity import ACTIVITY, ATTENDANCE
from liaison.nouns.work.project import INDICATOR, PROJECT, READING, STAGE

NOUNS: dict[str, Noun] = {
    noun.name: noun
    for noun in (
        COUNCIL,
        CHOICE,
        MEMBER,
        SPELL,
        CHAIR,
        CHAIR_ORDER,
        PROJECT,
        STAGE,
        INDICATOR,
        READING,
        ACTIVITY,
        ATTENDANCE,
        FUND,
        ENTRY,
        PUBLISHED,
    )
}
"""Every noun by name, in the order in which their sheets must be brought in: what is referred to comes first."""

SHEETS: dict[str, tuple[Noun, ...]] = {
    "member": (MEMBER, SPELL),
    "chair": (CHAIR,),
    "project": (PROJECT, STAGE, INDICATOR, READING),
    "activity": (ACTIVITY, ATTENDANCE),
    "fund": (FUND, ENTRY),
    "report": (PUBLISHED,),
}
"""The sheets that belong to each noun of the command line."""
