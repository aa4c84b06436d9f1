"""A machine of a noun that does not exist: a table, a declaration and a verb, and all the rest follows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from liaison.cli.shell import standard
from liaison.cli.shell.children import move
from liaison.cli.shell.grammar import noun_app
from liaison.columns import Column, Noun, Record
from liaison.dates import Day
from liaison.errors import Refused
from liaison.kinds import Fixed, Ref
from liaison.nouns import registry, work
from liaison.queries.find import find
from liaison.queries.records import by_id, records
from liaison.queries.states import state_on
from liaison.rules.states import States
from liaison.services.sheets.importing import bring_in
from liaison.services.sheets.outcome import Outcome
from liaison.services.writing.saving import save
from liaison.services.writing.work import Work
from liaison.settings import place as read_place
from liaison.stated import Stated
from liaison.store.change import changing
from liaison.store.database import Database
from liaison.tables import RawTable

TABLE = States(
    "差事",
    "环节",
    {
        None: ("提出",),
        "提出": ("办理", "退回"),
        "办理": ("办完", "退回"),
        "退回": ("办理",),
        "办完": (),
    },
    final=frozenset({"办完"}),
    renewing=frozenset({"退回"}),
)
ERRAND = Noun(
    name="errand",
    label="差事单",
    table="errand",
    code="C{number:02d}",
    identity=(("code",), ("title",)),
    named="title",
    states=Stated(TABLE, column="step", history="errand_step", verb=("move", "流转"), ended="closed"),
    columns=(
        Column("code", "编号"),
        Column("title", "差事", required=True),
        Column("step", "环节", Fixed(words=TABLE.names), typed=False, db="step_now"),
        Column("closed", "办结日期", Day()),
    ),
)
STEP = Noun(
    name="errand_step",
    label="差事环节",
    table="errand_move",
    identity=(("errand", "step", "day"),),
    columns=(
        Column("errand", "差事", Ref("errand"), required=True, examples=("示例差事",)),
        Column("step", "环节", Fixed(words=TABLE.names), required=True, examples=("办理",)),
        Column("day", "日期", Day(), required=True, option="--on", examples=("2023-01-10",)),
        Column("by", "经办人", db="done_by"),
    ),
)
TABLES = (
    "CREATE TABLE errand (id INTEGER PRIMARY KEY, code TEXT, title TEXT, step_now TEXT, closed TEXT, initials TEXT)",
    "CREATE TABLE errand_move (id INTEGER PRIMARY KEY, errand_id INTEGER, step TEXT, day TEXT, done_by TEXT)",
)


def _forget() -> None:
    for known in (registry.registered, registry._homes, registry._in_order):
        known.cache_clear()


@pytest.fixture(autouse=True)
def errands(place: str) -> Iterator[str]:
    """A database with errands, which are registered while the test lasts."""
    file = ModuleType("liaison.nouns.work.errand")
    vars(file).update(ERRAND=ERRAND, ERRAND_STEP=STEP)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, file.__name__, file)
        patch.setitem(work.NOUNS, "errand", ("差事", "差事与环节", "errand errand_step"))
        _forget()
        with changing(read_place(place), "tables") as change:
            for table in TABLES:
                change.database.execute(table)
        yield place
    _forget()


@contextmanager
def writing(place: str) -> Iterator[Work]:
    with changing(read_place(place), "test") as change:
        yield Work(change, date(2023, 12, 31))


def sheet(work: Work, noun: Noun, *rows: str) -> Outcome:
    """Brings in a sheet: its header and rows, the cells of each apart by blanks, - for an empty one."""
    cells: list[list[object]] = [[None if cell == "-" else cell for cell in row.split()] for row in rows]
    return bring_in(work, [RawTable(noun.label, cells)], (noun,))


def errand(work: Work, title: str) -> Record:
    work.change.flush()
    return by_id(work.database, ERRAND, find(work.database, ERRAND, title))


def enter(work: Work, title: str, step: str, day: str) -> None:
    key = find(work.database, ERRAND, title)
    save(work, STEP, {"errand_id": key, "step": step, "day": day})


def test_a_record_stands_where_its_latest_move_brought_it(errands: str) -> None:
    with writing(errands) as work:
        save(work, ERRAND, {"title": "修灯"})
        for step, day in (("提出", "2023-01-01"), ("办完", "2023-03-01"), ("办理", "2023-02-01")):
            if step == "办完":
                with pytest.raises(Refused, match="2023-03-01：差事现在是“提出”，不能改为“办完”"):
                    enter(work, "修灯", step, day)
            else:
                enter(work, "修灯", step, day)
        assert (errand(work, "修灯")["step"], errand(work, "修灯")["closed"]) == ("办理", None)
        enter(work, "修灯", "办完", "2023-03-01")
        assert (errand(work, "修灯")["step"], errand(work, "修灯")["closed"]) == ("办完", "2023-03-01")
        save(work, ERRAND, {"title": "修路灯"}, errand(work, "修灯"))
        with pytest.raises(Refused) as caught:
            save(work, ERRAND, {"closed": "2023-04-01"}, errand(work, "修路灯"))
        assert str(caught.value) == (
            "差事“修路灯”的办结日期由环节记录决定（办完），请用 liaison errand move C01 登记或补记。"
        )


def test_a_sheet_does_not_overrule_the_moves(errands: str) -> None:
    with writing(errands) as work:
        save(work, ERRAND, {"title": "修灯"})
        enter(work, "修灯", "提出", "2023-01-01")
        done = sheet(work, ERRAND, "差事 环节 办结日期", "修灯 办完 2023-05-01", "种树 办理 -")
        assert not done.notes
        assert (errand(work, "修灯")["step"], errand(work, "修灯")["closed"]) == ("提出", None)
        assert errand(work, "种树")["step"] == "办理"
        assert work.warnings == [
            "差事“修灯”的环节和办结日期以环节记录为准（提出），表里写的没有采用，请用 liaison errand move C01 补记。"
        ]


def test_moves_of_a_sheet_are_judged_together_and_the_first_bad_one_is_named(errands: str) -> None:
    with writing(errands) as work:
        sheet(work, ERRAND, "差事", "修灯", "种树")
        enter(work, "种树", "提出", "2023-01-01")
        head = "差事 环节 日期"
        done = sheet(
            work, STEP, head, "修灯 办理 2023-02-01", "修灯 提出 2023-01-01", "种树 办理 2023-01-05",
            "种树 办理 2023-01-09", "种树 提出 2023-02-09",
        )  # fmt: skip
        assert [(note.row, note.column) for note in done.notes] == [(5, "环节")]
        assert "2023-01-09：差事已经是“办理”，不必重复登记" in done.notes[0].reason


def test_a_record_that_its_own_row_calls_finished_may_be_reopened_by_its_moves(errands: str) -> None:
    with writing(errands) as work:
        sheet(work, ERRAND, "差事 环节 办结日期", "修灯 办完 2023-05-01", "种树 办完 -")
        sheet(work, STEP, "差事 环节 日期", "修灯 提出 2023-01-01", "种树 提出 2023-01-01")
        assert (errand(work, "修灯")["step"], errand(work, "修灯")["closed"]) == ("提出", None)
        assert work.warnings == [
            "差事“修灯”原登记为办完（2023-05-01），按环节记录改为“提出”，如已办完请补记办完的日期。",
            "差事“种树”原登记为办完（没有日期），按环节记录改为“提出”，如已办完请补记办完的日期。",
        ]


def test_a_move_corrected_into_another_record_lets_both_stand_anew(errands: str) -> None:
    with writing(errands) as work:
        sheet(work, ERRAND, "差事", "修灯", "种树", "扫雪")
        sheet(
            work,
            STEP,
            "差事 环节 日期",
            "修灯 提出 2023-01-01",
            "修灯 办理 2023-02-01",
            "种树 提出 2023-01-01",
        )
        wrong = records(work.database, STEP, "t.step = '办理'")[0]
        save(work, STEP, {"errand_id": find(work.database, ERRAND, "种树")}, wrong)
        assert (errand(work, "修灯")["step"], errand(work, "种树")["step"]) == ("提出", "办理")
        first = records(work.database, STEP, "t.step = '提出' AND errand.title = '种树'")[0]
        with pytest.raises(Refused, match="差事的第一个环节不能是“办理”，可以是：提出"):
            save(work, STEP, {"errand_id": find(work.database, ERRAND, "扫雪")}, first)


def test_moves_of_one_day_keep_the_order_in_which_they_were_entered(errands: str) -> None:
    with writing(errands) as work:
        save(work, ERRAND, {"title": "修灯"})
        enter(work, "修灯", "提出", "2023-01-01")
        enter(work, "修灯", "办理", "2023-01-01")
        first = records(work.database, STEP, "t.step = '提出'")[0]
        save(work, STEP, {"by": "小李"}, first)
        assert errand(work, "修灯")["step"] == "办理"


def test_the_state_on_a_day(errands: str) -> None:
    with writing(errands) as work:
        sheet(
            work, ERRAND, "差事 环节 办结日期", "修灯 - -", "种树 办理 2023-03-01", "扫雪 办完 2023-03-01", "铺路 办完 -",
        )  # fmt: skip
        sheet(
            work,
            STEP,
            "差事 环节 日期",
            "修灯 提出 2023-01-01",
            "修灯 办理 2023-01-01",
            "修灯 办完 2023-04-01",
        )
        sql = f"SELECT e.title, {state_on(ERRAND, 'e', ':day')} FROM errand AS e ORDER BY e.id"
        told = [
            [state for _title, state in work.database.tuples(sql, day=day)]
            for day in ("2022-12-31", "2023-01-01", "2023-03-01", "2023-04-01")
        ]
        assert told == [
            [None, "办理", None, "办完"],
            ["办理", "办理", None, "办完"],
            ["办理", "办理", "办完", "办完"],
            ["办完", "办理", "办完", "办完"],
        ]


def test_many_moves_ask_the_database_no_more_often_than_few(
    errands: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    execute = Database.execute

    def counted(database: Database, sql: str, **values: Any) -> Any:
        asked.append(sql)
        return execute(database, sql, **values)

    monkeypatch.setattr(Database, "execute", counted)
    counts = []
    for name, count in (("少", 2), ("多", 60)):
        with writing(errands) as work:
            titles = [f"{name}{number}" for number in range(count)]
            sheet(work, ERRAND, "差事", *titles)
            asked.clear()
            moves = (
                f"{title} {step} 2023-01-0{day}"
                for title in titles
                for day, step in ((1, "提出"), (2, "办理"))
            )
            assert not sheet(work, STEP, "差事 环节 日期", *moves).notes
            counts.append(len(asked))
            assert errand(work, titles[-1])["step"] == "办理"
    assert counts[0] == counts[1]


def test_the_verb_is_made_from_the_declaration(errands: str, capsys: pytest.CaptureFixture[str]) -> None:
    app = noun_app("errand")
    standard.add(app, ERRAND)
    move(app, ERRAND)
    command = app.group()

    def typed(*words: str) -> str:
        command(list(words), standalone_mode=False, obj=errands)
        return capsys.readouterr().out

    typed("add", "修灯")
    assert "“修灯”进入“提出”。" in typed("流转", "修灯", "提出", "--on", "2023-01-01", "--by", "小李")
    with pytest.raises(Refused, match="接下来可以是：办理、退回"):
        typed("move", "C01", "办完", "--on", "2023-01-02")
    explained = typed("move", "--help")
    for line in (
        "差事进入一个环节；每一步连同日期都保留。",
        "例：liaison errand move 示例差事 办理 --on 2023-01-10",
        "提出、办理、退回、办完",
        "--by 经办人",
    ):
        assert line in explained
