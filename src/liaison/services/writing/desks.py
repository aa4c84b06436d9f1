"""Who checks and writes which noun."""

from __future__ import annotations

from liaison.services.council.chair import CHAIR_DESK, CHAIR_ORDER_DESK
from liaison.services.council.choice import CHOICE_DESK
from liaison.services.council.council import COUNCIL_DESK
from liaison.services.council.member import MEMBER_DESK, SPELL_DESK
from liaison.services.money.fund import ENTRY_DESK, FUND_DESK
from liaison.services.summary.report import PUBLISHED_DESK
from liaison.services.work.activity import ACTIVITY_DESK, ATTENDANCE_DESK
from liaison.services.work.project import INDICATOR_DESK, PROJECT_DESK, READING_DESK, STAGE_DESK
from liaison.services.writing.saving import Desk

DESKS: dict[str, Desk] = {
    desk.noun.name: desk
    for desk in (
        COUNCIL_DESK,
        CHOICE_DESK,
        MEMBER_DESK,
        SPELL_DESK,
        CHAIR_DESK,
        CHAIR_ORDER_DESK,
        PROJECT_DESK,
        STAGE_DESK,
        INDICATOR_DESK,
        READING_DESK,
        ACTIVITY_DESK,
        ATTENDANCE_DESK,
        FUND_DESK,
        ENTRY_DESK,
        PUBLISHED_DESK,
    )
}
