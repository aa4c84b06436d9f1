"""Draws the tables of states: writes ``states.md`` anew, from ``rules/`` as the nouns declare them.

python docs/states.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from liaison.columns import Noun
from liaison.nouns.registry import NOUNS
from liaison.rules.states import States

PAGE = Path(__file__).with_name("states.md")
_HEAD = """# 状态

每张表写在 `rules/` 里，命令、表格和核对都照它办；本页由 `python docs/states.py` 照表画出，不用手改。
"""


def page() -> str:
    """What the page must say."""
    return _HEAD + "".join(f"\n{text}" for noun in NOUNS.values() for text in _machine(noun))


def _machine(noun: Noun) -> Iterator[str]:
    if noun.states is None:
        return
    states = noun.states.states
    yield f"## {noun.label}：{states.word}\n\n```mermaid\nstateDiagram-v2\n{_arrows(states)}```\n"
    rows = [f"| {name} | {'、'.join(after) or '—'} |\n" for name, after in _lines(states)]
    yield f"| {states.word} | 接下来可以是 |\n|---|---|\n{''.join(rows)}"
    if states.renewing:
        yield f"{'、'.join(sorted(states.renewing))}之后可以再走一遍，其余每个{states.word}只进入一次。\n"


def _lines(states: States) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "（开始）", states.following(None)
    for name in states.names:
        yield name, states.following(name)


def _arrows(states: States) -> str:
    arrows = [f"    [*] --> {name}\n" for name in states.following(None)]
    arrows += [f"    {old} --> {new}\n" for old in states.names for new in states.following(old)]
    arrows += [f"    {name} --> [*]\n" for name in states.names if name in states.final]
    return "".join(arrows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
