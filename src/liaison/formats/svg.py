"""Charts for a page, as SVG that needs no script: its colours and letters are the page's own, and each bar says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

_WIDTH, _BASE = 720, 220
_LEFT, _RIGHT, _TOP = 64, 64, 34
_ROW, _NAMES = 26, 132
_LETTER = 12
"""The size of letters: a Chinese one is as wide, a Latin one half of it."""
_MOST_TOLD = 16
"""Bars beyond which their values no longer fit above them."""
_LINES = 3


@dataclass(frozen=True)
class Series:
    """Values of one sort beside their names: ``texts`` are the values as people read them; the unknown has no bar."""

    label: str
    unit: str
    values: Sequence[float | None]
    texts: Sequence[str]


def bars(title: str, names: Sequence[str], series: Sequence[Series], *, line: bool = False) -> str:
    """Standing bars, several series side by side; with ``line`` the last one is a line on an axis of its own."""
    low, over = (series[:-1], series[-1:]) if line else (series, [])
    slot = (_WIDTH - _LEFT - _RIGHT) / max(1, len(names))
    wide = min(48.0, slot * 0.7 / len(low))
    axis = _Axis.of(low, _BASE, _TOP)
    parts = [*_legend(series), *axis.drawn(_LEFT, _WIDTH - _RIGHT, low[0].unit, at=_LEFT - 6, anchor="end")]
    below = [_lines(name, slot) for name in names]
    for place, name in enumerate(names):
        middle = _LEFT + slot * (place + 0.5)
        parts += [_text(text, middle, _BASE + 16 + 14 * row) for row, text in enumerate(below[place])]
        for number, one in enumerate(low):
            if (value := one.values[place]) is None:
                continue
            left = middle + wide * (number - len(low) / 2)
            top, foot = sorted((axis.at(value), axis.at(0)))
            parts.append(_bar(number, left, top, wide, foot - top, _told(name, one, place)))
            if len(low) == 1 and not over and len(names) <= _MOST_TOLD:
                parts.append(_text(one.texts[place], middle, top - 5))
    for one in over:
        parts.extend(_line(one, names, slot, len(low)))
    return _svg(title, _WIDTH, _BASE + 10 + 14 * max(map(len, below), default=1), parts)


def lying(title: str, names: Sequence[str], one: Series) -> str:
    """Bars that lie below each other, for names that are long."""
    most = max((value for value in one.values if value is not None), default=0) or 1
    room = _WIDTH - _NAMES - 90
    parts: list[str] = []
    for place, (name, value) in enumerate(zip(names, one.values, strict=True)):
        y = 6 + place * _ROW
        cut = _cut(name, _NAMES - 10)
        parts.append(_text(cut, _NAMES - 8, y + 15, "end"))
        if value is not None:
            size = max(0.0, value) / most * room
            parts.append(_bar(0, _NAMES, y, size, _ROW - 6, _told(name, one, place)))
            parts.append(_text(one.texts[place], _NAMES + size + 6, y + 15, "start"))
    return _svg(title, _WIDTH, 12 + len(names) * _ROW, parts)


def pair(now: float | None, before: float | None) -> str:
    """Two thin bars, now above before, each as long as it is beside the other; nothing where there is nothing to compare.

    It stands beside the values themselves, and tells a reader that hears the page nothing more.
    """
    if now is None or before is None or now < 0 or before < 0 or not (now or before):
        return ""
    most = max(now, before)
    drawn = "".join(
        f'<rect class="{kind}" y="{y}" width="{_of(value / most * 100)}" height="7"/>'
        for kind, y, value in (("c0", 0, now), ("was", 9, before))
    )
    return f'<svg class="pair" viewBox="0 0 100 16" aria-hidden="true" focusable="false">{drawn}</svg>'


class _Axis:
    """Where values stand on a line from ``start`` (the lowest) to ``end``, with round marks."""

    def __init__(self, least: float, most: float, start: float, end: float) -> None:
        step = _step((most - least) or 1)
        self.low, self.high = floor(least / step) * step, -floor(-most / step) * step or step
        self.marks = [self.low + step * i for i in range(round((self.high - self.low) / step) + 1)]
        self.start, self.end = start, end

    @classmethod
    def of(cls, series: Sequence[Series], start: float, end: float) -> _Axis:
        """The axis for all values of some series; nothing is always on it."""
        values = [value for one in series for value in one.values if value is not None]
        return cls(min(0.0, *values, 0.0), max(0.0, *values, 0.0), start, end)

    def at(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)

    def drawn(self, left: float, right: float, unit: str, *, at: float, anchor: str) -> Iterator[str]:
        """Its marks with what they say, and the unit above them."""
        yield _text(unit, at, self.end - 12, anchor)
        for mark in self.marks:
            y = _of(self.at(mark))
            kind = "zero" if mark == 0 else "grid"
            yield f'<line class="{kind}" x1="{_of(left)}" x2="{_of(right)}" y1="{y}" y2="{y}"/>'
            yield _text(f"{mark:,.10g}", at, self.at(mark) + 4, anchor)


def _step(span: float) -> float:
    """A round step that parts a span into four to eight or so."""
    power = 10.0 ** floor(log10(span / 4))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if span / (power * factor) <= 6)


def _line(one: Series, names: Sequence[str], slot: float, number: int) -> Iterator[str]:
    """A line over the bars, broken where a value is unknown, with its axis on the right."""
    axis = _Axis.of([one], _BASE, _TOP)
    right = _WIDTH - _RIGHT
    yield _text(one.unit, right + 6, _TOP - 12, "start")
    for mark in axis.marks:
        yield _text(f"{mark:,.10g}", right + 6, axis.at(mark) + 4, "start")
    points: list[str] = []
    dots = []
    for place, value in enumerate(one.values):
        if value is None:
            yield from _path(points, number)
            points = []
            continue
        x, y = _of(_LEFT + slot * (place + 0.5)), _of(axis.at(value))
        points.append(f"{x},{y}")
        told = escape(_told(names[place], one, place))
        dots.append(f'<circle class="c{number}" cx="{x}" cy="{y}" r="4"><title>{told}</title></circle>')
    yield from _path(points, number)
    yield from dots


def _path(points: Sequence[str], number: int) -> Iterator[str]:
    if len(points) > 1:
        yield f'<polyline class="line{number}" points="{" ".join(points)}"/>'


def _legend(series: Sequence[Series]) -> Iterator[str]:
    """What each colour means, where there are several."""
    x = float(_LEFT)
    for number, one in enumerate(series if len(series) > 1 else ()):
        yield f'<rect class="c{number}" x="{_of(x + 70)}" y="2" width="12" height="12"/>'
        yield _text(one.label, x + 88, 12, "start")
        x += 34 + _size(one.label)


def _lines(name: str, room: float) -> list[str]:
    """A name on several lines where it is long."""
    lines, line = [], ""
    for letter in name:
        if line and _size(line + letter) > room - 2:
            lines.append(line)
            line = ""
        line += letter
    lines.append(line)
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], lines[_LINES - 1][:-1] + "…"]


def _cut(text: str, room: float) -> str:
    """A text that fits, with … for what does not."""
    if _size(text) <= room:
        return text
    while _size(text) > room - _LETTER:
        text = text[:-1]
    return text + "…"


def _size(text: str) -> float:
    return sum(_LETTER if ord(letter) > 0x2E7F else _LETTER * 0.58 for letter in text)


def _told(name: str, one: Series, place: int) -> str:
    """What a bar says of itself."""
    return f"{name} {one.label}：{one.texts[place]}{one.unit}"


def _bar(number: int, x: float, y: float, width: float, height: float, told: str) -> str:
    sides = f'x="{_of(x)}" y="{_of(y)}" width="{_of(width)}" height="{_of(height)}"'
    return f'<rect class="c{number}" {sides}><title>{escape(told)}</title></rect>'


def _text(text: str, x: float, y: float, anchor: str = "middle") -> str:
    return f'<text x="{_of(x)}" y="{_of(y)}" text-anchor="{anchor}">{escape(text)}</text>' if text else ""


def _svg(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    head = f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">'
    return f"{head}{''.join(parts)}</svg>"


def _of(number: float) -> str:
    """A length as SVG has it."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
