"""A calendar file (RFC 5545) that a phone, Outlook or WPS takes in: each event half an hour at nine o'clock in Shanghai."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from liaison.formats.seen import profile

if TYPE_CHECKING:
    from icalendar import Timezone

_ZONE = "Asia/Shanghai"
_OPENS = time(9)
_LONG = timedelta(minutes=30)


class Event(NamedTuple):
    """Something on a day; ``uid`` stays the same, so that a later file moves it and does not double it."""

    uid: str
    day: date
    summary: str
    description: str


def write(path: Path, name: str, events: Iterable[Event], moment: datetime) -> None:
    """Write a calendar of that name as it is at a moment, in UTC."""
    from icalendar import Alarm, Calendar, vDatetime
    from icalendar import Event as Entry

    book, words = Calendar(), profile().words
    for key, value in (
        ("version", "2.0"),
        ("prodid", "-//liaison//liaison//ZH"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", name),
        ("x-wr-timezone", _ZONE),
    ):
        book.add(key, value)
    book.add_component(_zone())
    for event in events:
        entry, alarm, begin = Entry(), Alarm(), datetime.combine(event.day, _OPENS)
        entry.add("uid", event.uid)
        entry.add("dtstamp", moment)
        # Whoever has it already takes what was written later: seconds since 2020 go on growing, and fit into 32 bits until 2088.
        entry.add("sequence", int((moment - datetime(2020, 1, 1, tzinfo=moment.tzinfo)).total_seconds()))
        entry.add("dtstart", vDatetime(begin), parameters={"TZID": _ZONE})
        entry.add("dtend", vDatetime(begin + _LONG), parameters={"TZID": _ZONE})
        entry.add("summary", words(event.summary))
        entry.add("description", words(event.description))
        entry.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("description", words(event.summary))
        alarm.add("trigger", timedelta(0))
        entry.add_component(alarm)
        book.add_component(entry)
    path.write_bytes(book.to_ical())


def _zone() -> Timezone:
    """The zone's one rule since summer time ended in 1991; every event is later."""
    from icalendar import Timezone as Zone
    from icalendar import TimezoneStandard

    zone, rule = Zone(), TimezoneStandard()
    zone.add("tzid", _ZONE)
    rule.add("tzname", "CST")
    rule.add("dtstart", datetime(1991, 9, 15, 2))
    rule.add("tzoffsetfrom", timedelta(hours=9))
    rule.add("tzoffsetto", timedelta(hours=8))
    zone.add_component(rule)
    return zone
