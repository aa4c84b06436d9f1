"""Indicators and their readings: one reading for each stretch, told as a number, as a rate or as an approximate number."""

from __future__ import annotations

from liaison.cells import LARGEST, shown
from liaison.columns import Record
from liaison.dates import Month, Year
from liaison.nouns.work.indicator import INDICATOR, READING
from liaison.nouns.work.measured import PARTS
from liaison.quantities import Counted, Number
from liaison.queries.keys import key_of
from liaison.queries.work.indicator import Kept, has_readings, kept
from liaison.rules.work.approximate import bounds, worth_of
from liaison.rules.work.targets import ONCE, PER, first_day, is_too_fine, rate, takes_months, takes_years
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.shares import refuse_share, take_share
from liaison.services.writing.work import Work
from liaison.store.database import Database

_TOLD = ("value", *(one.key for one in PARTS))
"""What a reading is told by."""
_OTHERWISE = frozenset(_TOLD[1:])
_LONG = "long"
"""The fact that a stretch is so long that a second reading of it is told of another day."""
_COMPUTED = "computed"
"""The fact that tells which value a row has told beside numerator and denominator."""


def check_indicator(work: Work, draft: Draft, every: str = "period") -> None:
    """Refuse a target for a shorter stretch than a reading tells of, and another stretch once there are readings; ``every`` is
    the key of the column. Raises ``CellRefused``."""
    if draft.gives("target", every) and draft["target"] and is_too_fine(draft["target"], draft[every]):
        raise CellRefused(
            "target",
            f"目标“{draft['target']}”比读数的周期（{draft[every]}）还短，",
            "没有读数可比，请改目标的周期或读数的周期。",
        )
    if draft.old is None or not draft.gives(every, "unit"):
        return
    if has_readings(work.database, draft.old["id"]):
        if draft.gives(every):
            name, old = draft.old["name"], draft.old[every]
            raise CellRefused(every, f"指标“{name}”已有{old}的读数，不能再改周期，", "请另设一个指标。")
        if worth_of(draft["unit"]) != worth_of(draft.old["unit"]):
            raise CellRefused(
                "unit",
                f"指标“{draft.old['name']}”已有按{draft.old['unit'] or '个'}计的读数，不能改成按{draft['unit']}计，",
                "请另设一个指标。",
            )


INDICATOR_DESK = Desk(INDICATOR, check=check_indicator)

_DAILY = Kept("每日", None)


def _too_long(day: str, every: str) -> str:
    """How far a day has to be written that tells of a longer stretch than a reading: to the day, to the month; else nothing."""
    if isinstance(day, Month) and not takes_months(every):
        return "日"
    return "月" if isinstance(day, Year) and not takes_years(every) else ""


def _refuse_long(day: str, every: str) -> None:
    """Refuse a month where its days or weeks are counted, and a year where its months are. Raises ``CellRefused``."""
    if isinstance(day, Month) and (wanted := _too_long(day, every)):
        told = "年份" if isinstance(day, Year) else "月份"
        sentence = f"“{shown(day.written)}”只到{told}，这个指标{every}一个读数，"
        raise CellRefused("day", sentence, f"请写到{wanted}。")


def reading_on(database: Database, indicator: int, day: str) -> int | None:
    """The key of the reading of an indicator for the stretch in which a day lies. Raises ``CellRefused``."""
    every = kept(database).get(indicator, _DAILY).every
    _refuse_long(day, every)
    start = first_day(day, PER[every])
    return key_of(database, READING, {"indicator_id": indicator, "period": start})


def _is_plain(values: Record) -> bool:
    """Whether a reading is told by a number in its indicator's own unit and by nothing else, as nearly all of a long sheet are."""
    return type(values.get("value")) is int and values.keys().isdisjoint(_OTHERWISE)


def _ready_readings(work: Work, drafts: list[Draft]) -> None:
    """Tell every reading's stretch, for a stretch has one reading; its own day stays as written. And tell its number as its
    indicator counts: of one in per cent, 90% is a reading of 90; of one in 亿元, 803亿 one of 803."""
    there = kept(work.database)
    for draft in drafts:
        indicator = there.get(draft["indicator_id"], _DAILY)
        if not _is_plain(draft.values):
            _count(draft, indicator)
        per = PER[indicator.every]
        draft.facts[_LONG] = per not in ("日", "周", "月")
        day = draft.values.get("day")
        if day and not _too_long(day, indicator.every):
            draft.values["day"] = day = str(day)
            draft.values["period"] = first_day(day, per)


def _count(draft: Draft, indicator: Kept) -> None:
    """Turn what a reading is told by into a number of its indicator's unit, and an approximate one into its bounds."""
    values, ones = draft.values, worth_of(indicator.unit)
    if indicator.in_per_cent:
        take_share(draft, "value", 100)
    if isinstance(told := values.get("value"), Counted) and int(told) % ones == 0:
        values["value"] = int(told) // ones
    above, below = values.get("numerator"), values.get("denominator")
    if above is not None and below:
        computed = rate(above, below, in_per_cent=indicator.in_per_cent)
        if values.get("value") not in (None, computed):
            draft.facts[_COMPUTED] = values["value"]
        values["value"] = computed
    if "approximate" in values:
        found = bounds(values["approximate"], indicator.unit) if values["approximate"] else None
        for key, bound in (("lower", found and found.lower), ("upper", found and found.upper)):
            values[key] = None if bound is None else int(bound * Number.scale)


def _settle_reading(_work: Work, draft: Draft) -> None:
    """A second reading of a stretch tells its number once more: in the place of what it was told by before. The day of a week
    or a month stays, unless the day itself was corrected."""
    assert draft.old is not None
    values = draft.values
    corrected = (draft.edited is not None and "day" in draft.edited) or draft.facts.get(_LONG)
    if not corrected and values.get("period") == draft.old["period"]:
        values.pop("day", None)
    told = [key for key in _TOLD if values.get(key) is not None]
    if told and (draft.typed or "approximate" not in values):
        for key in _TOLD:
            values.setdefault(key, None)


def _check_reading(work: Work, draft: Draft) -> None:
    if draft["indicator_id"] is None:
        raise CellRefused("indicator", "缺少指标和它的对象，", "请填写这两列，或在命令里写明。")
    _check_number(draft)
    if isinstance(day := draft.values.get("day"), Month):
        _refuse_long(day, kept(work.database).get(draft["indicator_id"], _DAILY).every)
    if not draft.gives("day"):
        return
    # A week or a month may be told before it has ended, but not before it has begun.
    period = draft.text("period")
    begins = draft.text("day") if period == ONCE else period
    if begins > work.today_text:
        refuse_future(work, "day", "日期", draft.text("day"))
    if draft.old is not None:
        before, after = draft.old["day"], draft.text("day")
        if before[:4] != after[:4]:
            work.warn(f"读数的日期由 {before} 改为 {after}，从{before[:4]}年移到了{after[:4]}年，请核对。")


def _check_number(draft: Draft) -> None:
    """Refuse what is no number of the indicator's unit, and a reading told in two ways or in none. Raises ``CellRefused``."""
    if draft.old is None and _is_plain(draft.values) and abs(draft.values["value"]) < LARGEST:
        return
    refuse_share(draft, "value", "这个指标的单位不是 %")
    value, about = draft["value"], draft["approximate"]
    above, below = draft["numerator"], draft["denominator"]
    if isinstance(value, Counted):
        raise CellRefused("value", "换成这个指标的单位超过四位小数，", "请换算后填写。")
    if value is not None and abs(value) >= LARGEST:
        raise CellRefused(
            "value", f"“{Number().show(value)}”太大，", "请核对，或换一个大些的单位，例如亿元。"
        )
    if (above is None) != (below is None):
        key, label = ("denominator", "分母") if below is None else ("numerator", "分子")
        raise CellRefused(key, f"缺少{label}，", "分子、分母要一起写。")
    if below == 0:
        raise CellRefused("denominator", "分母是 0，", "请核对；没有应做的，就不用登记。")
    if draft.gives("approximate") and about and draft["lower"] is None and draft["upper"] is None:
        raise CellRefused(
            "approximate",
            f"看不出“{shown(about)}”是哪个概数，",
            "请写成 约10亿、2000以上、3–6 这样；确切的数填数值。",
        )
    if about and (value is not None or above is not None):
        raise CellRefused("approximate", "既有确切的数，又有概数，", "请只留一种。")
    told = draft.facts.get(_COMPUTED)
    if told is not None and (draft.old is None or told != draft.old["value"]):
        computed = Number().show(value)
        raise CellRefused("value", f"数值和分子、分母算出的 {computed} 不一样，", "请改正，或把数值空着。")
    if value is None and not about:
        raise CellRefused("value", "缺少数值，", "请填数值，或分子、分母，或概数。")


READING_DESK = Desk(READING, settle=_settle_reading, check=_check_reading, ready=_ready_readings)
