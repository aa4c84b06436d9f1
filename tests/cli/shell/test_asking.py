"""Lists that answer questions: whatever is asked, the answer is what filtering the whole list by hand gives."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from liaison.cli.shell.filters import filters
from liaison.columns import Noun
from liaison.dates import Day
from liaison.kinds import Choice, Fixed, Flag, Ref
from liaison.nouns.council.chair import CHAIR
from liaison.nouns.registry import NOUNS
from liaison.queries import asking
from liaison.queries.council.chair import PLAN
from liaison.queries.money.fund import ARREARS
from liaison.queries.records import records
from liaison.queries.states import seen
from liaison.queries.worked_out import as_relation
from liaison.settings import place as read_place
from liaison.several import Refs
from liaison.store.opening import reading
from tests.commands import Run, assert_one_sentence
from tests.conftest import EXAMPLE

Row = dict[str, Any]
Holds = Callable[[Row], bool]


def rows_of(name: str) -> list[Row]:
    """A sheet of the example council as it was written."""
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


# -- counted by hand from the example's own sheets ---------------------------------------------------------------------


def test_who_has_left_is_found_without_saying_all(read_example: Run) -> None:
    last = {row["单位"]: row["退出日期"] for row in sorted(rows_of("spell"), key=lambda row: row["加入日期"])}
    gone = {unit: day for unit, day in last.items() if day}
    assert sorted(gone.values()) == ["2022-06-30", "2022-12-31"]
    found = read_example.json("member list --left 2022")
    assert sorted(row["short"] for row in found) == sorted(gone)
    assert "成员单位（全部）" in read_example("member list --left 2022").stdout
    (one,) = read_example.json("member list --left 2022 --on 2022-12-01")
    assert one["left"] == "2022-12-31"
    assert read_example.json("member list --left 2022 --on 2023-06-01") == []


def test_activities_of_a_kind_and_a_unit_within_days(read_example: Run) -> None:
    names = {"汇添富基金", "汇添富"}
    wanted = [
        row["编号"]
        for row in rows_of("activity")
        if row["活动类别"] == "论坛研讨"
        and "2023-01-01" <= row["开始日期"] <= "2023-06-30"
        and names & {row["主办单位"], *row["协办单位"].split("、"), *row["参加单位"].split("、")}
    ]
    assert wanted == ["A2023-015"]
    line = "activity list --kind 论坛研讨 --unit 汇添富 --from 2023-01-01 --to 2023-06-30"
    assert [row["code"] for row in read_example.json(line)] == wanted
    shown = read_example(line).stdout
    assert "只列：单位 汇添富基金；活动类别 论坛研讨；共 1 条" in shown
    assert "2023-01-01至2023-06-30" in shown


@pytest.mark.parametrize("flag", ["--host", "--co-host", "--unit"])
def test_a_unit_is_looked_for_where_the_option_says(read_example: Run, flag: str) -> None:
    places = {
        "--host": ["主办单位"],
        "--co-host": ["协办单位"],
        "--unit": ["主办单位", "协办单位", "参加单位"],
    }
    wanted = [
        row["编号"]
        for row in rows_of("activity")
        if any("示例丹桂证券" in row[place].split("、") for place in places[flag])
    ]
    assert 0 < len(wanted) < len(rows_of("activity"))
    assert [row["code"] for row in read_example.json(f"activity list {flag} 示例丹桂证券")] == wanted


def test_the_ledger_of_a_unit_and_a_kind(read_example: Run) -> None:
    wanted = [
        row["流水号"]
        for row in rows_of("entry")
        if row["专项"] == "示例服务站专项" and row["类型"] == "支出" and row["日期"].startswith("2023")
    ]
    assert len(wanted) == 24
    found = read_example.json("fund ledger F001 --kind 支出 --year 2023")
    assert [row["number"] for row in found] == wanted
    statement = read_example.json("fund statement F001 --kind 支出 --year 2023")
    assert [row["entry"] for row in statement["entries"]] == wanted
    whole = read_example.json("fund statement F001 --year 2023")
    assert {**statement, "entries": 0} == {**whole, "entries": 0}, "the totals are those of the whole fund"
    kept = {row["entry"]: row["balance"] for row in whole["entries"]}
    assert all(row["balance"] == kept[row["entry"]] for row in statement["entries"])


def test_a_statement_of_half_a_year_begins_with_what_was_left(read_example: Run) -> None:
    whole = read_example.json("fund statement F001")["entries"]
    half = read_example.json("fund statement F001 --from 2023-01-01 --to 2023-06-30")
    before = [row for row in whole if row["day"] < "2023-01-01"]
    within = [row for row in whole if "2023-01-01" <= row["day"] <= "2023-06-30"]
    assert half["opening"] == before[-1]["balance"]
    assert half["balance"] == within[-1]["balance"]
    assert half["entries"] == within


def test_an_export_holds_what_was_asked_for_and_what_belongs_to_it(read_example: Run, tmp_path: Path) -> None:
    read_example("activity export 论坛.xlsx --kind 论坛研讨")
    forums = {row["编号"] for row in rows_of("activity") if row["活动类别"] == "论坛研讨"}
    there = [row for row in rows_of("attendance") if row["活动"] in forums]
    book = openpyxl.load_workbook(tmp_path / "论坛.xlsx")
    assert {row[0] for row in book["活动台账"].iter_rows(min_row=2, values_only=True)} == forums
    assert book["参加情况"].max_row - 1 == len(there) > 0
    assert "只有：活动类别 论坛研讨" in book["活动台账"].oddHeader.left.text


def test_words_are_found_in_texts_and_in_the_names_that_are_shown(read_example: Run) -> None:
    funds = read_example.json("fund list --find 普洱")
    assert [row["code"] for row in funds] == ["F003"]
    entries = read_example.json("fund ledger F001 --find 香樟登记")  # by the unit's short name
    wanted = [
        row["流水号"]
        for row in rows_of("entry")
        if row["专项"] == "示例服务站专项" and "香樟登记" in "".join(row.values())
    ]
    assert [row["number"] for row in entries] == wanted
    assert wanted
    assert read_example.json("project list --find 'ＪＲＷＴ'") == []
    both = read_example.json("activity list --find '直通车 议事'")
    assert [row["code"] for row in both] == [
        row["编号"]
        for row in rows_of("activity")
        if "直通车" in "".join(row.values()) and "议事" in "".join(row.values())
    ]
    assert both


@pytest.mark.parametrize("words", ["100%", "a_b", "x!y", "o'b", 'o"b', ":day", "%s"])
def test_words_are_never_read_as_patterns(council: Run, words: str) -> None:
    council(["member", "add", f"甲{words}单位", "--category", "其他", "--joined", "2020-01-01"])
    council("member add 乙100x单位a1b --category 其他 --joined 2020-01-01")
    assert len(council.json(["member", "list", "--find", words])) == 1


# -- any combination ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """A list, and how its options are drawn: each draw gives the words and what they let through.

    Of a list that is of no noun's table, ``noun`` is what it lists; one without ``days`` has no range of them.
    """

    line: str
    texts: Sequence[str]
    numbers: Sequence[tuple[str, str]]
    days: Callable[[Row], list[tuple[str | None, str | None]]] | None
    noun: Noun | None = None


def spans(*keys: str) -> Callable[[Row], list[tuple[str | None, str | None]]]:
    return lambda row: [(row[keys[0]], row[keys[-1]])]


SUBJECTS = {
    "activity": Subject(
        "activity list",
        ("code", "title", "kind", "series", "venue", "outcome", "coverage", "note"),
        (("people", "参加人数"), ("hours", "志愿时长"), ("start", "开始日期"), ("there", "到场合计")),
        spans("start"),
    ),
    "member": Subject(
        "member list",
        (
            *("code", "name", "short", "category", "party_org_name", "party_org", "secretary", "uscc"),
            *("address", "area", "contact", "contact_post", "note"),
        ),
        (("party_members", "党员"), ("rank", "排序"), ("joined", "加入时间"), ("left", "left")),
        lambda row: [(one["joined"], one["left"]) for one in row["spells"]],
    ),
    "project": Subject(
        "project list",
        ("code", "name", "kind", "stage", "content"),
        (("budget", "预算"), ("start", "启动日期"), ("finished", "finished")),
        spans("start", "finished"),
    ),
    "chair": Subject(
        "chair list",
        ("area", "theme", "note"),
        (("ordinal", "任次"), ("start", "开始")),
        spans("start", "end"),
    ),
    "entry": Subject(
        "fund ledger F001",
        ("number", "kind", "category", "voucher", "payee", "note", "round"),
        (("amount", "金额"), ("day", "日期")),
        spans("day"),
    ),
    "arrears": Subject(
        "fund arrears",
        ("contact",),
        (("due", "应缴"), ("received", "已缴"), ("arrears", "欠缴"), ("days", "天数")),
        None,
        ARREARS,
    ),
    "plan": Subject(
        "chair plan --from 2024-06-15 --count 30 --term 1m --order joined",
        ("area",),
        (("ordinal", "任次"), ("start", "开始"), ("end", "结束")),
        None,
        PLAN,
    ),
    "current": Subject(
        "chair current", ("area", "theme", "note"), (("ordinal", "任次"), ("start", "开始")), None, CHAIR
    ),
}


class Draw:
    """One question put together at random, with the rows that it lets through, by what the JSON of the whole list says."""

    def __init__(self, dice: random.Random, name: str, rows: list[Row], shorts: dict[str, str]) -> None:
        self.dice, self.subject, self.shorts = dice, SUBJECTS[name], shorts
        self.noun = self.subject.noun or NOUNS[name]
        self.words: list[str] = []
        self.rows = rows
        self.all = rows
        for one in filters((self.noun,), ("fund", "area") if name == "plan" else ("fund",)).values():
            if dice.random() < 0.25:
                self._filter(one)
        if self.subject.days and dice.random() < 0.4:
            self._range()
        if dice.random() < 0.3:
            self._find()

    def let(self, holds: Holds, *words: str) -> None:
        self.rows = [row for row in self.rows if holds(row)]
        self.words += words

    def _filter(self, one: Any) -> None:
        keys = [column.key for column in one.columns]
        some = self.dice.choice(self.all)
        if self.dice.random() < 0.15 and len(keys) == 1 and not isinstance(one.kind, Flag):
            self.let(lambda row: not row[keys[0]], one.flag, "空")
        elif isinstance(one.kind, Choice | Fixed):
            several = [row[keys[0]] for row in self.dice.sample(self.all, min(2, len(self.all)))]
            several = [value for value in several if value]
            if several:
                self.let(lambda row: row[keys[0]] in several, one.flag, "、".join(several))
        elif isinstance(one.kind, Flag):
            wanted = self.dice.choice((True, False))
            self.let(lambda row: bool(row[keys[0]]) is wanted, one.flag, "是" if wanted else "否")
        elif isinstance(one.kind, Day):
            if day := some[keys[0]]:
                form = self.dice.choice(
                    (day, day[:7], day[:4], f"{day}至", f"至{day}", f"{day[:7]}至{day[:7]}")
                )
                self.let(lambda row: _in(row[keys[0]], form), one.flag, form)
        elif isinstance(one.kind, Ref | Refs):
            codes = [code for key in keys for code in _codes(some, key)]
            if codes:
                code = self.dice.choice(codes)
                self.let(lambda row: any(code in _codes(row, key) for key in keys), one.flag, code)

    def _range(self) -> None:
        spans_of = self.subject.days
        assert spans_of is not None
        days = sorted(day for row in self.all for span in spans_of(row) for day in span if day)
        first, last = sorted((self.dice.choice(days), self.dice.choice(days)))
        form = self.dice.randrange(4)
        first, last = (f"{first[:4]}-01-01", f"{first[:4]}-12-31") if form == 3 else (first, last)
        told = {
            0: ["--from", first, "--to", last],
            1: ["--from", first],
            2: ["--to", last],
            3: ["--year", first[:4]],
        }[form]
        begin, end = (None if form == 2 else first), (None if form == 1 else last)

        def meets(row: Row) -> bool:
            return any(
                a is not None and (end is None or a <= end) and (begin is None or (b or "9999") >= begin)
                for a, b in spans_of(row)
            )

        self.let(meets, *told)

    def _find(self) -> None:
        texts = [
            text for row in self.dice.sample(self.all, min(3, len(self.all))) for text in self._texts(row)
        ]
        text = self.dice.choice(texts)
        at = self.dice.randrange(len(text))
        word = text[at : at + self.dice.randrange(1, 4)].strip() or "示例"
        if word.startswith("-"):
            return
        self.let(lambda row: any(word.lower() in one.lower() for one in self._texts(row)), "--find", word)

    def _texts(self, row: Row) -> list[str]:
        found = [row[key] for key in self.subject.texts]
        for column in self.noun.columns:
            if isinstance(column.kind, Ref | Refs):
                value = row[column.key]
                found += value if isinstance(value, list) else [value]
                found += [self.shorts.get(code) for code in _codes(row, column.key)]
            elif column.kind.many:
                found += row[column.key]
        return [text for text in found if text]


def _in(day: str | None, form: str) -> bool:
    first, mark, last = form.partition("至")
    if not mark:
        return bool(day) and str(day).startswith(form)
    return (
        bool(day)
        and (not first or str(day)[: len(first)] >= first)
        and (not last or str(day)[: len(last)] <= last)
    )


def _codes(row: Row, key: str) -> list[str]:
    found = row.get(f"{key}_code", row[key])
    return found if isinstance(found, list) else [found] if found else []


@pytest.mark.parametrize("name", SUBJECTS)
def test_whatever_is_asked_the_answer_is_the_whole_list_filtered(read_example: Run, name: str) -> None:
    subject = SUBJECTS[name]
    everything = ["--all"] if name == "member" else []
    rows = read_example.json([*subject.line.split(), *everything])
    shorts = {row["code"]: row["short"] for row in read_example.json("member list --all")}
    dice, empty, narrowed = random.Random(f"asked {name}"), 0, 0
    for _ in range(60):
        draw = Draw(dice, name, rows, shorts)
        line = [*subject.line.split(), *draw.words]
        if name == "member" and not {"--from", "--to", "--year"} & set(line):
            line += everything
        wanted = draw.rows
        if dice.random() < 0.5:
            (key, label), down = dice.choice(list(subject.numbers)), dice.random() < 0.5
            wanted = in_order(wanted, key, down)
            line += ["--sort", "-" * down + label]
        if dice.random() < 0.3:
            count = dice.randrange(1, 6)
            total, wanted = len(wanted), wanted[:count]
            result = read_example([*line, "--limit", str(count), "--json"])
            assert (f"共 {total} 条" in result.stderr) is (total > count), line
            found = result.json
        else:
            found = read_example.json(line)
        assert found == wanted, line
        empty += not wanted
        narrowed += 0 < len(wanted) < len(rows)
    assert narrowed > 15 or len(rows) == 1
    assert empty < 45


# -- lists that are of no noun ------------------------------------------------------------------------------------------


def test_the_log_is_asked_like_any_list(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    for number in (3, 4):
        council(f"member edit 甲单位 --party-members {number}")
    council("choice lock category")
    council("undo --yes")
    whole = council.json("log list")
    assert [row["command"].split(" …")[0] for row in whole][:2] == [
        "liaison undo 5",
        "liaison choice lock",
    ]
    edits = [row for row in whole if row["command"].startswith("liaison member edit")]
    assert len(edits) == 2
    for words in ("修改", "成员 修改", "member edit", "ＥＤＩＴ"):
        assert council.json(["log", "list", "--find", words]) == edits, words
        assert council.json(["log", "--find", words]) == edits, words  # with the verb left out
    assert council.json("log --find 没有这样的") == []
    assert council.json("log --sort 序号 --limit 2") == whole[::-1][:2]
    assert council.json("log --sort -行数") == sorted(whole, key=lambda row: -row["rows"])
    assert council.json("log --find 修改 --columns 序号，做了什么、状态") == [
        {key: row[key] for key in ("entry", "command", "undoes", "undone_by")} for row in edits
    ]
    shown = council("log list --columns 序号,做了什么 --find 修改").stdout
    assert [line.split() for line in shown.splitlines()[2:]] == [
        ["序号", "做了什么"],
        *([str(row["entry"]), "成员", "修改"] for row in edits),
    ]
    assert "共 2 条，列出 1 条" in council("log --find 修改 --limit 1").stdout
    assert "没有符合的记录（有“删除”字样）" in council("log --find 删除").stdout
    assert_one_sentence(council("log --columns 没有", 2), "可写：序号、时间、谁、做了什么、行数、状态")
    assert_one_sentence(council("log --sort 状态", 2), "没有“状态”这一列", "做了什么")


def test_the_rows_of_a_list_that_is_worked_out_may_hold_any_text(council: Run) -> None:
    """No text of a row is read as a part of the question."""
    for name in ("甲'乙", "甲:today", "甲%s", "甲);--", "甲😀"):
        rows = [
            {"ordinal": n, "unit_id": None, "start": "2024-01-01", "end": None, "area": name} for n in (1, 2)
        ]
        with reading(read_place(council.place)) as database:
            relation, bound = as_relation(PLAN, rows)
            found = records(database, relation, "t.ordinal > 1", **bound)
            assert [(row["ordinal"], row["start"], row["area"]) for row in found] == [(2, "2024-01-01", name)]
            assert records(database, as_relation(PLAN, [])[0]) == []


def test_chairs_to_come_are_all_written_whatever_is_shown(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    line = "chair plan --from 2024-01-01 --count 3 --term 一年 --order joined"
    assert [row["ordinal"] for row in council.json(f"{line} --sort -任次 --limit 2")] == [3, 2]
    assert council.json("chair list") == []
    council(f"{line} --limit 1 --save")
    assert [row["start"][:4] for row in council.json("chair list")] == ["2024", "2025", "2026"]


def in_order(rows: list[Row], key: str, down: bool) -> list[Row]:
    """By a number or a day, blanks last, equals as they were."""

    def value(row: Row) -> Any:
        return float(row[key]) if isinstance(row[key], str) and "." in row[key] else row[key]

    known = [row for row in rows if row[key] is not None]
    return sorted(known, key=value, reverse=down) + [row for row in rows if row[key] is None]


# -- every column of every noun ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda noun: noun.name)
def test_every_column_that_can_be_sorted_sorts_all_records(read_example: Run, noun: Any) -> None:
    """A permutation that keeps blanks last, downwards the values of upwards reversed."""
    with reading(read_place(read_example.place)) as database:
        for column in noun.columns:
            if not asking.can_sort(column, reveal=True):
                continue
            bound = {
                asking.TODAY: "2023-12-31",
                **seen(database, (noun,), "2023-12-31"),
            }
            ways = [
                records(
                    database, noun, "", asking.in_order(noun, [(column, down)]), columns=noun.columns, **bound
                )
                for down in (False, True)
            ]
            up, down = ([row[column.key] for row in way] for way in ways)
            known = sum(value is not None for value in up)
            assert None not in up[:known], column.key
            assert None not in down[:known], column.key
            assert up[:known] == down[:known][::-1], column.key
            assert {row["id"] for row in ways[0]} == {row["id"] for row in records(database, noun)}


def test_words_go_as_the_council_has_them_and_names_by_their_sound(read_example: Run) -> None:
    order = [row["word"] for row in read_example.json("choice list category")]
    found = [row["category"] for row in read_example.json("member list --sort 类别")]
    assert found == sorted(found, key=order.index)
    assert found != sorted(found)
    by_sound = read_example.json("member list --sort 单位名称")
    assert [row["sort_key"] for row in by_sound] == sorted(row["sort_key"] for row in by_sound)
    venues = [row["venue"] for row in read_example.json("activity list --sort 地点") if row["venue"]]
    assert venues == sorted(venues, key=lambda text: text.encode("gb18030"))
    protocol = [row["code"] for row in read_example.json("member list --all")]
    hosts = [row["host_code"] for row in read_example.json("activity list --sort 主办单位")]
    assert hosts == sorted(hosts, key=protocol.index)
    stages = [row["stage"] for row in read_example.json("project list --sort 阶段")]
    words = list(NOUNS["project"]["stage"].kind.words)  # type: ignore[attr-defined]
    assert stages == sorted(stages, key=words.index)
    two = read_example.json("activity list --sort 活动类别,-参加人数")
    assert two == sorted(
        in_order(read_example.json("activity list"), "people", down=True),
        key=lambda row: [one["word"] for one in read_example.json("choice list activity_kind")].index(
            row["kind"]
        ),
    )


def test_serial_numbers_go_by_size(read_example: Run) -> None:
    numbers = [int(row["number"]) for row in read_example.json("fund ledger F001 --sort -流水号")]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 100


# -- columns -----------------------------------------------------------------------------------------------------------


def test_columns_are_chosen_and_ordered_in_every_form(read_example: Run, tmp_path: Path) -> None:
    line = "member list --columns 名称，联络员、phone,党员 --sort -党员人数 --limit 3"
    wanted = read_example.json("member list --sort -党员人数")[:3]
    keys = ["name", "contact", "phone", "party_members"]
    assert read_example(f"{line} --json").json == [{key: row[key] for key in keys} for row in wanted]
    text = read_example(f"{line} --csv").stdout.removeprefix("\ufeff")
    labels = ["单位名称", "联络员", "联系电话", "党员人数"]
    assert next(csv.reader(io.StringIO(text))) == labels
    shown = read_example(line).stdout.splitlines()
    assert shown[2].split() == labels
    assert shown[1] == "共 23 条，列出 3 条"
    read_example(f"{line} -o 名单.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "名单.xlsx").worksheets[0]
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert labels in [row[: len(labels)] for row in cells]
    assert any("共 23 条，列出 3 条" in str(row[0]) for row in cells)


def test_a_part_of_a_list_is_never_taken_for_the_whole(read_example: Run, tmp_path: Path) -> None:
    read_example("activity list --year 2023 --xlsx")
    read_example("activity list --year 2023 --kind 论坛研讨 --xlsx")
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == [
        "2023年活动台账-部分.xlsx",
        "2023年活动台账.xlsx",
    ]
    sheet = openpyxl.load_workbook(tmp_path / "2023年活动台账-部分.xlsx").worksheets[0]
    assert any("只列：活动类别 论坛研讨" in str(row[0]) for row in sheet.iter_rows(values_only=True))


def test_where_nothing_fits_one_sentence_says_so(read_example: Run) -> None:
    result = read_example("activity list --year 2019 --kind 论坛研讨")
    assert result.stdout == "没有符合的记录（2019年；活动类别 论坛研讨）。\n"
    assert read_example.json("activity list --year 2019") == []


# -- what is private ---------------------------------------------------------------------------------------------------


def test_nobody_learns_a_phone_by_asking(read_example: Run) -> None:
    phone = rows_of("member")[0]["联系电话"]
    assert len(phone) == 11
    for part in (phone, phone[3:7], phone[-4:]):
        assert read_example.json(["member", "list", "--find", part]) == []
    assert len(read_example.json(["member", "list", "--find", phone, "--reveal"])) == 1
    assert_one_sentence(read_example("member list --sort 联系电话", 2), "遮盖", "单位名称")
    assert_one_sentence(read_example("member export 名册.xlsx --sort phone", 2), "遮盖")
    revealed = [row["phone"] for row in read_example.json("member list --sort 联系电话 --reveal")]
    assert revealed == sorted(revealed)
    assert "****" in read_example("member list --columns 电话 --limit 1").stdout


# -- refusals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "parts"),
    [
        ("activity list --kind 没有这类", 2, ["没有这类", "论坛研讨", "志愿服务"]),
        ("activity list --kind ''", 2, ["活动类别"]),
        ("project list --stage 完了", 2, ["完了", "提议", "常态化运行"]),
        ("activity list --unit 没有这家", 3, ["没有这家", "liaison member list"]),
        ("activity list --unit 示例", 3, ["示例", "请写编号"]),
        ("chair list --acting 也许", 2, ["也许", "代理"]),
        ("activity list --from 2023-02-30", 2, ["2023-02-30"]),
        ("activity list --from 2023-03-01 --to 2023-02-01", 4, ["2023-03-01", "2023-02-01"]),
        ("member list --joined 2023-02至2022-01", 4, ["2023-02-01", "2022-01-31"]),
        ("member list --joined 至", 2, ["加入日期"]),
        ("activity list --year 2023 --from 2023-01-01", 2, ["--year", "--from"]),
        ("member list --all --on 2023-01-01", 2, ["--all", "--on"]),
        ("member list --on 2023-01-01 --year 2023", 2, ["--on", "--year"]),
        ("activity list --columns 名称,没有这列", 2, ["没有这列", "活动名称", "参加人数"]),
        ("activity list --sort 参加单位", 2, ["参加单位", "开始日期"]),
        ("activity list --find ' '", 2, ["--find"]),
        ("project list --columns 日期", 2, ["日期", "启动日期", "完成日期"]),
        ("activity list --limit 0", 2, ["条数"]),
        ("activity list --limit 五", 2, ["五"]),
        ("fund ledger F001 --reverses 99999", 3, ["99999", "冲正流水号"]),
        ("fund export 账.xlsx --category 没有", 2, ["没有", "物业能耗"]),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    read_example: Run, line: str, code: int, parts: list[str]
) -> None:
    assert_one_sentence(read_example(line, code), *parts)


@pytest.mark.parametrize("line", ["activity list", "member list", "fund ledger", "project export"])
def test_the_help_keeps_these_options_apart(read_example: Run, line: str) -> None:
    text = read_example(f"{line} --help").stdout
    asked, others = text.split("筛选和排列:")[1].split("\n选项:")
    for flag in ("--find", "--columns", "--sort", "--limit"):
        assert flag in asked
        assert flag not in others
    assert "--json" in others
    for one in asked.strip().splitlines():
        assert not one.lstrip().startswith("--") or one.strip().count("  "), one


# -- and back ----------------------------------------------------------------------------------------------------------


def test_a_sheet_of_a_part_comes_back(example: Run, tmp_path: Path) -> None:
    """Some rows and some columns of them, changed in Excel; what was not on the sheet is not taken for deleted."""
    example("member export 部分.xlsx --category 证券机构 --columns 名称,联络员,电话")
    path = tmp_path / "部分.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert len(book.worksheets) == 1
    assert sheet.max_row - 1 == sum(row["类别"] == "证券机构" for row in rows_of("member"))
    name = sheet["A2"].value
    sheet["B2"] = "示例新联络员"
    sheet.delete_rows(4)
    book.save(path)
    before = example.json("member list --all")
    result = example(["member", "import", str(path), "--remove-missing"])
    assert "少了" not in result.stdout + result.stderr
    after = example.json("member list --all")
    changed = [row | {"contact": "示例新联络员"} if row["name"] == name else row for row in before]
    assert after == changed


def test_a_sheet_of_columns_alone_may_lose_rows(example: Run, tmp_path: Path) -> None:
    example("project export 项目.xlsx --columns 编号,名称,内容")
    path = tmp_path / "项目.xlsx"
    book = openpyxl.load_workbook(path)
    gone = [cell.value for cell in book.worksheets[0][2]]
    book.worksheets[0].delete_rows(2)
    book.save(path)
    result = example(["project", "import", str(path), "--dry-run"])
    assert f"少了 1 行（{gone[0]}" in result.stdout + result.stderr


def test_json_says_nothing_but_json(read_example: Run) -> None:
    result = read_example("activity list --kind 论坛研讨 --json")
    assert result.stderr == ""
    assert isinstance(json.loads(result.stdout), list)


def test_what_a_round_brought_is_asked_like_any_list(council: Run, today: Callable[[str], None]) -> None:
    today("2023-12-31")
    for name in ("甲单位", "乙单位", "丙单位"):
        council(f"member add {name} --category 其他 --joined 2018-06-01")
    council("collect start 年度 --noun activity --year 2023 --due 2023-12-31 --dir 发出")
    whole = council.json("collect status 年度")
    assert [row["unit"] for row in whole] == ["甲单位", "乙单位", "丙单位"]
    assert council.json("collect status 年度 --missing 是 --state 未交") == whole
    assert council.json("collect status 年度 --overdue 是") == []
    assert council.json("collect status 年度 --unit 乙单位 --columns 单位,状态") == [
        {"unit": "乙单位", "unit_code": "M002", "state": "未交"}
    ]
    shown = council("collect status 年度 --sort -单位 --limit 2").stdout.splitlines()
    assert shown[:2] == ["年度：2023-12-31 截止，已交 0 家，未交 3 家", "共 3 条，列出 2 条"]
    assert shown[3].startswith("丙单位")
    assert [row["name"] for row in council.json("collect list --opened 2023-12 --noun activity")] == ["年度"]
    assert council.json("collect list --due 2022") == []
    today("2024-01-01")
    assert len(council.json("collect status 年度 --overdue 是 --state 逾期未交")) == 3
