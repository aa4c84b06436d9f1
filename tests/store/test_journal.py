"""Every change is journalled: one entry per command, each row before and after, and a chain that proves them."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from liaison.cli.shell import recorded
from liaison.models import metadata
from liaison.settings import place as read_place
from liaison.store.change import changing
from liaison.store.database import connect
from tests.commands import Run

CHANGING = {name for name in metadata.tables if not name.startswith("journal") and name != "counter"}
"""The tables that commands change; the others are the program's own."""
ADD = "member add 甲单位 --category 其他 --joined 2020-01-01"


def ask(run: Run, sql: str) -> list[tuple[Any, ...]]:
    connection, _dialect = connect(read_place(run.place))
    with closing(connection):
        return [tuple(row) for row in connection.execute(sql).fetchall()]


def tell(run: Run, sql: str) -> None:
    connection, _dialect = connect(read_place(run.place))
    with closing(connection):
        connection.execute(sql)


def entries(run: Run) -> list[tuple[str, int]]:
    """What was typed, without a shell's quotation marks, and how many rows it changed."""
    found = ask(run, "SELECT command, rows FROM journal ORDER BY id")
    return [(" ".join(shlex.split(command)), rows) for command, rows in found]


def images(run: Run, entry: int) -> dict[str, list[tuple[Any, Any]]]:
    """The rows of one entry by table, each before and after."""
    found: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for table, before, after in ask(
        run,
        "SELECT r.table_name, i.before, i.after FROM journal_row AS r JOIN journal_image AS i ON i.id = r.id "
        f"WHERE r.journal_id = {entry} ORDER BY r.id",
    ):
        found[table].append((before and json.loads(before), after and json.loads(after)))
    return found


def broken(run: Run) -> list[int]:
    """The entries whose link in the chain does not fit, or whose images do not fit their digests: reckoned from scratch."""
    rows: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    bad = set()
    for entry, table, row, digest, salt, before, after in ask(
        run,
        "SELECT r.journal_id, r.table_name, r.row_id, r.digest, i.salt, i.before, i.after "
        "FROM journal_row AS r LEFT JOIN journal_image AS i ON i.id = r.id ORDER BY r.id",
    ):
        rows[entry].append((table, row, digest))
        if salt is None and before is None and after is None:
            continue  # erased
        text = "\n".join((salt, before or "", after or ""))
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            bad.add(entry)
    previous = ""
    for entry, at, who, command, count, chain in ask(
        run, "SELECT id, at, who, command, rows, chain FROM journal ORDER BY id"
    ):
        facts = json.dumps(
            [previous, entry, at, who, command, count], ensure_ascii=False, separators=(",", ":")
        )
        text = facts + "".join(f"\n{table}\t{row}\t{digest}" for table, row, digest in rows[entry])
        if hashlib.sha256(text.encode()).hexdigest() != chain or count != len(rows[entry]):
            bad.add(entry)
        previous = chain
    return sorted(bad)


def test_one_entry_per_command_with_who_when_and_what(council: Run) -> None:
    council(ADD)
    council("member edit 甲单位 --area 南片 --note 备注")
    council("member list")
    assert [command for command, _rows in entries(council)] == [
        "liaison init … --short … --founded …",
        "liaison member add … --category … --joined 2020-01-01",
        "liaison member edit … --area … --note …",
    ]
    for at, who in ask(council, "SELECT at, who FROM journal"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", at)
        assert who == "测试"
    assert broken(council) == []


def test_each_row_before_and_after(council: Run) -> None:
    council(ADD)
    council("member edit 甲单位 --headcount 5 --area 南片")
    council("choice rename area 南片 北片")
    council("choice add area 东片")
    council("choice rename area 北片 东片")
    added = images(council, 2)
    assert {name: [before for before, _after in rows] for name, rows in added.items()} == {
        "choice": [None],
        "unit": [None],
        "spell": [None],
    }
    assert added["unit"][0][1]["name"] == "甲单位"
    before, after = images(council, 3)["unit"][0]
    assert {key for key in before if before[key] != after[key]} == {"headcount", "area"}
    assert (after["headcount"], after["area"]) == (5, "南片")
    assert (None, None) not in images(council, 3)["choice"]
    removed = [before for before, after in images(council, 6)["choice"] if after is None]
    assert [row["word"] for row in removed] == ["北片"]
    assert broken(council) == []


def test_the_images_are_the_rows_themselves(council: Run) -> None:
    """Replaying the journal from nothing gives every row of every table."""
    council(ADD)
    council("member rename 甲单位 甲方")
    council("member leave 甲方 --on 2022-12-31 --reason 迁出")
    council("activity add 例会 --kind 会议 --on 2022-01-01 --host 甲方 --unit 甲方")
    council("activity edit 例会 --unit ''")
    tables: dict[str, dict[int, Any]] = defaultdict(dict)
    for (entry,) in ask(council, "SELECT id FROM journal ORDER BY id"):
        for table, rows in images(council, entry).items():
            for before, after in rows:
                key = (before or after)["id"]
                assert tables[table].get(key) == before
                tables[table][key] = after
    for name in CHANGING:
        rows = [tuple(row.values()) for row in tables[name].values() if row is not None]
        assert sorted(rows, key=repr) == council.dump()[name]


def test_an_import_is_one_entry_however_many_its_rows(council: Run) -> None:
    text = "单位名称,类别,加入日期\n" + "".join(f"单位{n},其他,2020-01-01\n" for n in range(1500))
    Path("名册.csv").write_text(text, encoding="utf-8")
    council("member import 名册.csv")
    command, rows = entries(council)[-1]
    assert command == "liaison member import 名册.csv"
    assert rows == 1500 + 1500 + 1  # units, spells, the new word
    assert broken(council) == []
    council("member import 名册.csv")
    assert len(entries(council)) == 2


@pytest.mark.parametrize(
    "line",
    [
        f"{ADD} --json --uscc 1",
        "member import 没有.csv",
        "member edit 没有 --note 新",
        "member list",
        "chair plan --from 2024-01-01 --count 1 --term 1m --order joined",
        "report year 2023 --json",
    ],
)
def test_what_changes_nothing_leaves_no_trace(council: Run, line: str) -> None:
    council("member add 乙单位 --category 其他 --joined 2020-01-01")
    before = council.dump()
    council(line, None)
    assert council.dump() == before


def test_editing_into_what_already_stands_leaves_no_trace(council: Run) -> None:
    council(ADD)
    before = council.dump()
    council("member edit 甲单位 --category 其他")
    assert council.dump()["journal"] == before["journal"]


def test_tampering_is_found(example: Run) -> None:
    assert broken(example) == []
    last = ask(example, "SELECT max(id) FROM journal")[0][0]
    for sql in (
        "UPDATE journal_image SET after = replace(after, '2018', '2017') WHERE after LIKE '%2018-06-15%'",
        "UPDATE journal_row SET digest = 'x' WHERE id = 41",
        "UPDATE journal_row SET row_id = 9999 WHERE id = 41",
        "DELETE FROM journal_row WHERE id = 42",
        f"UPDATE journal SET who = '别人' WHERE id = {last}",
        f"UPDATE journal SET command = '' WHERE id = {last}",
    ):
        kept = Path(example.place).read_bytes()
        if "DELETE" in sql:
            tell(example, "DELETE FROM journal_image WHERE id = 42")
        tell(example, sql)
        assert broken(example), sql
        Path(example.place).write_bytes(kept)
        for left in Path(example.place).parent.glob("example.db-*"):
            left.unlink()
    assert broken(example) == []


def test_an_entry_taken_out_is_found(council: Run) -> None:
    council(ADD)
    council("member edit 甲单位 --note 一")
    council("member edit 甲单位 --note 二")
    assert broken(council) == []
    for table in ("journal_image WHERE id IN (SELECT id FROM journal_row WHERE journal_id = 3)",):
        tell(council, f"DELETE FROM {table}")
    tell(council, "DELETE FROM journal_row WHERE journal_id = 3")
    tell(council, "DELETE FROM journal WHERE id = 3")
    assert broken(council) == [4]


def test_a_person_can_be_erased_without_breaking_the_chain(council: Run) -> None:
    council(f"{ADD} --contact 李某某 --phone 13812345678")
    council("member edit 甲单位 --note 新")
    assert "李某某" in repr(council.dump()["journal_image"])
    tell(council, "UPDATE journal_image SET salt = NULL, before = NULL, after = NULL")
    assert "李某某" not in repr(council.dump()["journal_image"])
    assert broken(council) == []
    council("member edit 甲单位 --note 又新")
    assert broken(council) == []


@pytest.mark.parametrize("form", ["{} {}", "{}={}"])
def test_what_is_personal_is_not_in_the_text_of_the_command(council: Run, form: str) -> None:
    private = {
        "--phone": "13812345678",
        "--contact": "李某某",
        "--contact-post": "主任",
        "--secretary": "王某某",
    }
    options = " ".join(form.format(name, value) for name, value in private.items())
    council(f"{ADD} {options}")
    council(f"member edit 甲单位 {options.replace('李', '赵')} --note 备注")
    texts = " ".join(command for command, _rows in entries(council))
    for value in ("13812345678", "某某", "主任"):
        assert value not in texts
    assert "--note …" in texts
    assert "备注" not in texts
    assert texts.count("--phone") == 2


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("--db postgresql://u:geheim@h/d member list", "liaison --db … member list"),
        ("--db=postgresql://u:geheim@h/d?password=x member list", "liaison --db=… member list"),
        (
            "member add 甲 --note 电话13812345678 --joined 2020-01-01",
            "liaison member add … --note … --joined 2020-01-01",
        ),
        ("member edit M003 --joined=2020年1月1日", "liaison member edit M003 --joined=…"),
        (
            "fund receive F001 汇添富 12000 --on 2023-03-15 --json",
            "liaison fund receive F001 … … --on 2023-03-15 --json",
        ),
        ("member import /home/x/册13812345678.xlsx --yes", "liaison member import 册….xlsx --yes"),
        ("member import postgresql://u:geheim@h/d.csv", "liaison member import …"),
        ("成员 增加 甲 -o/tmp/x.json", "liaison 成员 增加 … …"),
        ("fund in-kind F001 甲单位 300 --on 2023-03-15", "liaison fund in-kind F001 … … --on 2023-03-15"),
        ("report year 2023 --trace funds_due", "liaison report year 2023 --trace …"),
    ],
)
def test_the_journal_keeps_no_value_that_may_be_secret(words: str, kept: str) -> None:
    assert recorded.command_line(words.split()) == kept


def test_numbers_are_never_given_twice(council: Run) -> None:
    council(ADD)
    council("member add 乙单位 --category 其他 --joined 2020-01-01")
    with changing(read_place(council.place), "测试：删去一行") as change:
        spell, unit = (
            ask(council, "SELECT max(id) FROM spell")[0][0],
            ask(council, "SELECT max(id) FROM unit")[0][0],
        )
        change.remove("spell", spell)
        change.remove("unit", unit)
    assert [one["code"] for one in council.json("member list --all")] == ["M001"]
    assert council.json("member add 丙单位 --category 其他 --joined 2020-01-01")["code"] == "M003"
    assert ask(council, "SELECT max(id) FROM unit") == [(3,)]
    assert broken(council) == []


def test_a_change_that_breaks_off_writes_nothing(council: Run) -> None:
    before = council.dump()
    place = read_place(council.place)
    word = {"list": "area", "word": "甲", "position": 1, "locked": 0}

    def break_off() -> None:
        with changing(place, "测试") as change:
            change.insert("choice", dict(word))
            change.flush()
            raise RuntimeError

    def mistake_a_column() -> None:
        with changing(place, "测试") as change:
            change.insert("choice", {**word, "nothing": 1})

    with pytest.raises(RuntimeError):
        break_off()
    with pytest.raises(KeyError, match="nothing"):
        mistake_a_column()
    with changing(place, "测试", keep=False) as change:
        change.insert("choice", dict(word))
    assert council.dump() == before
