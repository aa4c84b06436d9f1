"""Plays the pages for clerks: every command on them, in order, with the clerk's work in Excel between."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from unittest import mock

import pytest
from docs.clerk import EXCEL, PAGES, TASKS, Became, Done, Page, Shown, Typed
from docs.clerk.play import says

from tests.commands import words
from tests.test_commands import COMMANDS

PICTURES = EXCEL.path.with_name("pictures")
SHOWN = {
    "install": "我想把程序装上",
    "first look": "我想先看看它能干什么",
    "typos and input method": "我打错了字，或者忘了切输入法",
    "completion": "我懒得打全，想按 Tab 补全",
    "found a council": "我想建自己的联席会议",
    "a messy roster": "我手上的名册乱七八糟，想装进去",
    "its corrected copy": "我把错的地方改好了，再装一次",
    "short names": "交来的表里都写简称",
    "rename, leave, rejoin, new liaison person": "有单位改名、退出、又回来、换了联络员",
    "initials": "我记不住全称，也不想切输入法",
    "three years of chairs with one declining": "我想排三年的轮值主席，有一家不当",
    "the rules of the council": "章程里怎样规定的，想记下来",
    "a sheet to hand over the chair": "主席换届，要开一张交接单",
    "an acting chair": "主席单位的书记调走了，请别家代一阵",
    "a project with stages and budget": "我想登记一个项目，写明阶段和预算",
    "daily readings from a sheet": "车队交来每天的人次，想一次记上",
    "apportion": "要筹一笔钱，想按人数摊到各家",
    "late, over- and in-kind payment": "有的缴晚了，有的多缴了，有的拿东西抵",
    "a voucher reversed": "有一张凭证记错了",
    "an activity with its attendance sheet": "办了一场活动，有一张参加单位的表",
    "a round to 23 units": "向二十三家各收一次表",
    "half-year": "半年了，想出个半年总结",
    "year": "想出全年总结",
    "why a figure changed": "领导问：这个数为什么变了",
    "five years": "我想把五年的数并排",
    "sentences to paste": "我只要几句话，粘到材料里",
    "proofread": "总结给领导改过了，想再核对一遍",
    "form from above": "上级发来一张表要填",
    "what file": "这是什么文件，该用哪条命令",
    "print all": "我想全都打印出来",
    "photos, and filing the year": "照片、纪要往哪里放，年底怎样归档",
    "undo": "我改错了，想撤回",
    "back up": "我想备份",
    "move to another computer": "我想换一台电脑",
    "what happened last Tuesday": "上星期二谁改了什么",
    "hand over": "我要调走了，交给下一位",
    "a second council": "又叫我管一个联席会议",
    "narrow and wide terminals, GBK": "窗口太窄、太宽，或者 Excel 打开是乱码",
    "a leader's list without phones": "领导要一张名单，不要电话",
    "a sign-in sheet": "只有签到表，一人一行",
    "arrears with contacts": "谁还欠着，该打电话给谁",
    "one unit's file": "领导问起一家单位，想把它的一切摆出来",
}
"""What ``tasks.md`` was asked to show, and the clerk's words for it."""
LARGEST = 150_000
"""Bytes of a picture."""
_ROW = re.compile(r"^\| (.+?) \| .+ \|$", re.MULTILINE)


class Terminal(io.TextIOWrapper):
    """What a person sits at: whatever is asked is answered there as the page says, and the answer is seen."""

    def __init__(self, typed: Typed) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self.typed = typed

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        """All that it shows."""
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined]

    def readline(self, size: int | None = -1, /) -> str:
        answer = self.typed.answer(self.shown().rpartition("\n")[2])
        self.write(f"{answer}\n")
        return f"{answer}\n"


def screen(typed: Typed) -> tuple[int, list[str]]:
    """The code that a command leaves with, and the lines on the screen after it."""
    from liaison.cli.shell.main import run

    terminal, arguments = Terminal(typed), words(typed.line)
    assert arguments.pop(0) == "liaison", typed.line
    with mock.patch.multiple(sys, argv=["liaison"], stdin=terminal, stdout=terminal, stderr=terminal):
        code = run(arguments)
    return code, terminal.shown().splitlines()


pages = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


def played(page: Page, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Typed, int, list[str]]]:
    """Every command of the page with its code and its lines, the databases being made by the page itself."""
    done = []
    for part in page.parts():
        if isinstance(part, Done):
            page.hands[part.hand](folder)
        elif isinstance(part, Became):
            monkeypatch.setenv(part.name, part.value)
        elif isinstance(part, Typed):
            done.append((part, *screen(part)))
    return done


@pages
def test_the_page_is_true(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = played(page, tmp_path, monkeypatch)
    assert len(done) > 20
    for typed, code, lines in done:
        assert typed.code in (code, None), (typed.line, code, lines)
        rest = iter(lines)
        for quoted in typed.printed:
            assert any(says(quoted, line) for line in rest), (typed.line, quoted, lines)
    said = [line for _typed, _code, lines in done for line in lines]
    for quoted in _ROW.findall(page.text.partition("| 屏幕上说 |")[2]):
        assert any(says(f"……{quoted}……", line) for line in said), quoted


def test_every_command_in_a_sentence_is_one() -> None:
    named = [command for page in PAGES for command in re.findall(r"`liaison (\w+ [a-z-]+)", page.text)]
    assert len(named) > 15
    assert set(named) <= set(COMMANDS)


def test_every_task_has_a_section_and_stands_in_the_contents() -> None:
    headings = re.findall(r"^### (.+)$", TASKS.text, re.MULTILINE)
    assert sorted(headings) == sorted(SHOWN.values())
    assert re.findall(r"^ *- \[(.+?)\]", TASKS.text, re.MULTILINE) == re.findall(
        r"^##+ (.+)$", TASKS.text, re.MULTILINE
    )


def test_pictures() -> None:
    linked = {part.name for page in PAGES for part in page.parts() if isinstance(part, Shown)}
    assert linked == {path.stem for path in PICTURES.iterdir()}
    assert all(path.suffix == ".png" and path.stat().st_size < LARGEST for path in PICTURES.iterdir())


@pages
def test_links(page: Page) -> None:
    headings = [
        re.sub(r"[^\w\- ]", "", line).replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", page.text, re.MULTILINE)
    ]
    for target in re.findall(r"\]\(([^)]+)\)", page.text):
        path, _, anchor = target.partition("#")
        assert (page.path.parent / path).exists(), target
        assert path or anchor in headings, target
