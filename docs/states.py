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
    if states.step:
        yield from _actions(noun, states)


def _actions(noun: Noun, states: States) -> Iterator[str]:
    """What is more than entering the state of its own name."""
    assert noun.states is not None
    history = NOUNS[noun.states.history]
    rows = [
        f"| {name} | {action.to or '不变'} | {'、'.join(history[key].label for key in action.needs) or '—'} |\n"
        for name, action in states.actions.items()
    ]
    yield f"| {states.step} | 之后的{states.word} | 要写明 |\n|---|---|---|\n{''.join(rows)}"
    always = "、".join(states.anytime)
    yield f"其余{states.step}到同名的{states.word}；{always}在没有办完时随时可以，不画在图里。\n"


def _lines(states: States) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "（开始）", states.moves[None]
    for name in states.names:
        yield name, states.moves[name]


def _arrows(states: States) -> str:
    arrows = [f"    [*] --> {name}\n" for name in states.moves[None]]
    for old in states.names:
        for move in states.moves[old]:
            new = states.after(old, move)
            arrows.append(f"    {old} --> {new}{'' if new == move else f': {move}'}\n")
    arrows += [f"    {name} --> [*]\n" for name in states.names if name in states.final]
    return "".join(arrows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
