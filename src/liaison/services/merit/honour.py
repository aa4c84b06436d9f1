"""Honours: a certificate's number is given once, and what is missing of a series is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from liaison.nouns.merit.honour import HONOUR
from liaison.queries.merit.honour import by_series, certificates
from liaison.rules.series import Certificate, gaps, read, same, told, write
from liaison.rules.merit.honours import HELD, first_state
from liaison.services.writing.desk import Desk
from liaison.services.writing.draft import CellRefused, Draft
from liaison.services.writing.facts import refuse_future
from liaison.services.writing.work import Work

_RECALLED = "certificates"


def _ready(work: Work, drafts: list[Draft]) -> None:
    """Know the numbers that are given before any is proposed."""
    last = _last(work)
    for draft in drafts:
        if (found := _certificate(draft)) and found.serial:
            last[found.series] = max(last[found.series], found.serial)


def _last(work: Work) -> dict[str, int]:
    """The highest number of each series: on record, and in what comes."""
    found: dict[str, int] = work.recall(_RECALLED, _ask)
    return found


def _ask(work: Work) -> dict[str, int]:
    return defaultdict(int, {series: max(serials) for series, serials in by_series(work.database).items()})


def _certificate(draft: Draft) -> Certificate | None:
    text = draft.values.get("certificate")
    return read(text) if text else None


def _settle(_work: Work, draft: Draft) -> None:
    """Where only the series is told, a number of it that was given already stays."""
    assert draft.old is not None
    wanted, there = _certificate(draft), draft.old["certificate"]
    if wanted and not wanted.serial and there and (own := read(there)) and own.series == wanted.series:
        draft.values.pop("certificate")


def _check(work: Work, draft: Draft) -> None:
    if (wanted := _certificate(draft)) and not wanted.serial:
        last = _last(work)
        last[wanted.series] += 1
        draft.values["certificate"] = write(wanted.series, last[wanted.series])
    if draft.old is None and not draft["status"]:
        draft.values["status"] = first_state(draft.text("kind"), draft["day"])
    if draft["status"] in HELD and draft.gives("day", "status"):
        refuse_future(work, "day", HONOUR["day"].label, draft.text("day"))
    day, review = draft.text("day"), draft.text("review")
    if review and review < day and draft.gives("day", "review"):
        raise CellRefused(
            "review", f"{HONOUR['review'].label} {review} 早于{HONOUR['day'].label} {day}，", "请核对。"
        )


def _check_numbers(work: Work, drafts: list[Draft]) -> Iterator[tuple[Draft, CellRefused]]:
    """A number is given once: by one office, as far as it is known who gave it."""
    given = [draft for draft in drafts if draft.gives("certificate", "by") and draft["certificate"]]
    if not given:
        return
    changing = {draft.old["id"] for draft in given if draft.old}
    holders: dict[str, list[str]] = defaultdict(list)
    for key, number, by in certificates(work.database):
        if key not in changing:
            holders[same(number)].append(by or "")
    for draft in given:
        number, by = draft.text("certificate"), draft.text("by")
        there = holders[same(number)]
        if any(not other or not by or other == by for other in there):
            refusal = CellRefused("certificate", f"证书编号“{number}”已经用过，", "请核对，或换一个号。")
            yield draft, refusal
        else:
            there.append(by)


def _finish(work: Work, drafts: list[Draft]) -> None:
    """Say what is missing of the series to which numbers were added."""
    added = {
        found.series for draft in drafts if draft.gives("certificate") and (found := _certificate(draft))
    }
    if not added:
        return
    work.change.flush()
    work.forget(_RECALLED)
    for series, serials in by_series(work.database).items():
        if series in added and (missing := gaps(serials)):
            work.warn(f"证书编号缺号：{told(series, missing)}，请核对是漏登还是作废。")


HONOUR_DESK = Desk(
    HONOUR, ready=_ready, settle=_settle, check=_check, check_all=_check_numbers, finish=_finish
)
