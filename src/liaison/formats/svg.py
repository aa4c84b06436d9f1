"""Charts for a page, as SVG that needs no script: its colours and letters are the page's own, and each bar says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _BASE = 720, 224
_TOP, _GAP = 34, 14
_ROW, _NAMES = 26, 132
_LETTER = 12
"""The size of letters: a Chinese one is as wide, a Latin one half of it."""
_MOST_TOLD = 16
"""Bars beyond which their values no longer fit above them."""
_LINES = 3
_WORD = re.compile(r"[!-~]+|[^!-~]")


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
    axis, other = _Axis.of(low), _Axis.of(over)
    left, right = axis.room, _WIDTH - (other.room if over else _GAP)
    slot = (right - left) / max(1, len(names))
    middles = [left + slot * (place + 0.5) for place in range(len(names))]
    wide = min(48.0, slot * 0.7 / len(low))
    parts = [*_legend(series, left), *axis.drawn(low[0].unit, left - 6, "end", (left, right))]
    below = [_lines(name, slot) for name in names]
    for place, (name, middle) in enumerate(zip(names, middles, strict=True)):
        parts += [_text(text, middle, _BASE + 16 + 14 * row) for row, text in enumerate(below[place])]
        for number, one in enumerate(low):
            if (value := one.values[place]) is None:
                continue
            start = middle + wide * (number - len(low) / 2)
            top, foot = sorted((axis.at(value), axis.at(0)))
            parts.append(_bar(number, start, top, wide, foot - top, _told(name, one, place)))
            if len(low) == 1 and not over and len(names) <= _MOST_TOLD:
                parts.append(_text(one.texts[place], middle, top - 5))
    for one in over:
        parts += [*other.drawn(one.unit, right + 6, "start"), *_line(one, names, middles, other, len(low))]
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
    return f'<svg class="pair" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">{drawn}</svg>'


class _Axis:
    """Where values stand, the lowest at the base, with round marks."""

    def __init__(self, least: float, most: float) -> None:
        step = _step((most - least) or 1)
        self.low, self.high = floor(least / step) * step, ceil(most / step) * step or step
        count = round((self.high - self.low) / step)
        self.marks = [self.low + step * number for number in range(count + 1)]
        self.labels = [f"{mark:,.10g}" for mark in self.marks]
        self.room = max(map(_size, self.labels)) + _GAP

    @classmethod
    def of(cls, series: Sequence[Series]) -> _Axis:
        """The axis for all values of some series; nothing is always on it."""
        values = [value for one in series for value in one.values if value is not None]
        return cls(min(0.0, *values, 0.0), max(0.0, *values, 0.0))

    def at(self, value: float) -> float:
        """Where a value stands."""
        return _BASE - (_BASE - _TOP) * (value - self.low) / (self.high - self.low)

    def drawn(
        self, unit: str, at: float, anchor: str, grid: tuple[float, float] | None = None
    ) -> Iterator[str]:
        """What its marks say and the unit above them, and where asked for the lines from one side to the other."""
        yield _text(unit, at, _TOP - 14, anchor)
        for mark, label in zip(self.marks, self.labels, strict=True):
            if grid:
                y, kind = _of(self.at(mark)), "grid" if mark else "zero"
                yield f'<line class="{kind}" x1="{_of(grid[0])}" x2="{_of(grid[1])}" y1="{y}" y2="{y}"/>'
            yield _text(label, at, self.at(mark) + 4, anchor)


def _step(span: float) -> float:
    """A round step that parts a span into four to eight or so."""
    power = 10.0 ** floor(log10(span / 4))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if span / (power * factor) <= 6)


def _line(
    one: Series, names: Sequence[str], middles: Sequence[float], axis: _Axis, number: int
) -> Iterator[str]:
    """A line over the bars, broken where a value is unknown."""
    points: list[str] = []
    dots = []
    for place, (value, middle) in enumerate(zip(one.values, middles, strict=True)):
        if value is None:
            yield from _path(points, number)
            points = []
            continue
        x, y = _of(middle), _of(axis.at(value))
        points.append(f"{x},{y}")
        told = escape(_told(names[place], one, place))
        dots.append(f'<circle class="c{number}" cx="{x}" cy="{y}" r="4"><title>{told}</title></circle>')
    yield from _path(points, number)
    yield from dots


def _path(points: Sequence[str], number: int) -> Iterator[str]:
    if len(points) > 1:
        yield f'<polyline class="line{number}" points="{" ".join(points)}"/>'


def _legend(series: Sequence[Series], x: float) -> Iterator[str]:
    """What each colour means, where there are several."""
    for number, one in enumerate(series if len(series) > 1 else ()):
        yield f'<rect class="c{number}" x="{_of(x)}" y="2" width="12" height="12"/>'
        yield _text(one.label, x + 18, 12, "start")
        x += 36 + _size(one.label)


def _lines(name: str, room: float) -> list[str]:
    """A name on several lines where it is long; a number or a Latin word stays whole."""
    lines, line = [], ""
    for word in _WORD.findall(name):
        if line and _size(line + word) > room:
            lines.append(line)
            line = ""
        line += word
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
