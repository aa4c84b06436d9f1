"""Who does what at an activity: several roles in one link, each a column of its own; who nobody knows is entered as a body."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence
from tests.terminals import on_terminal
from tests.workbooks import Edited, saved

HEAD = ("活动名称", "活动类别", "开始日期", "主办单位")
ROLES = ("joint_host", "organiser", "co_host", "guide", "supporter")


@pytest.fixture
def units(council: Run, today) -> Run:
    today("2023-12-31")
    for name in ("甲银行股份有限公司", "乙证券", "丙街道", "丁学院", "戊学院"):
        council(f"member add {name} --category 其他 --joined 2018-06-01")
    council("body add 区工会联盟 --kind 联盟")
    return council


def names(run: Run, kind: str = "") -> dict[str, str]:
    return {one["name"]: one["kind"] for one in run.json("body list") if kind in ("", one["kind"])}


# -- roles ------------------------------------------------------------------------------------------------------------


def test_each_role_is_a_column_of_its_own(units: Run) -> None:
    line = (
        "activity add 论坛 --kind 论坛 --on 2023-05-18 --host M001 --joint-host M002 --organiser M003 --organiser M002 "
        "--co-host M004 --guide 区工会联盟 --supporter 区工会联盟"
    )
    record = units.json(line)
    assert {key: record[f"{key}_code"] for key in ROLES} == {
        "joint_host": ["M002"],
        "organiser": ["M003", "M002"],
        "co_host": ["M004"],
        "guide": ["B001"],
        "supporter": ["B001"],
    }
    changed = units.json("activity edit A2023-001 --organiser M004 --guide ''")
    assert changed == record | {
        "organiser": ["丁学院"],
        "organiser_code": ["M004"],
        "guide": [],
        "guide_code": [],
    }
    units("undo --yes")
    assert units.json("activity show A2023-001") == record | {"attachments": []}


def test_each_role_can_be_asked_for(units: Run) -> None:
    units("activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --organiser M002 --guide M003")
    units("activity add 乙 --kind 论坛 --on 2023-05-19 --host M001 --co-host M002 --supporter M003")
    units("activity add 丙 --kind 论坛 --on 2023-05-20 --host M001 --joint-host M002")

    def found(asked: str) -> str:
        return "".join(one["title"] for one in units.json(f"activity list {asked}"))

    assert [found(f"--{key.replace('_', '-')} M002") for key in ROLES] == ["丙", "甲", "乙", "", ""]
    assert [found("--guide M003"), found("--supporter M003"), found("--guide 空")] == ["甲", "乙", "乙丙"]
    assert found("--unit M002") == "甲乙丙", "organising, helping and hosting jointly are taking part"
    assert found("--unit M003") == "", "guiding and supporting are not"
    assert found("--find 丙街道") == "甲乙"


def test_who_organises_took_part_who_supports_did_not(units: Run) -> None:
    units(
        "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --organiser M002 --co-host M002 --guide M003"
    )
    units(
        "activity add 乙 --kind 论坛 --on 2023-05-19 --host M001 --joint-host M004 --supporter M005 --unit M004"
    )
    told = {one["key"]: one["value"] for one in units.json("report year 2023")["figures"]}
    assert told["activity_units"] == 3, "M001, M002 and M004"
    assert told["activity_unit_turns"] == 4, "a unit of two roles counts once"
    traced = units.json("report year 2023 --trace activity_unit_turns")
    rows = traced["rows"] if isinstance(traced, dict) else traced
    assert [(row["code"], row["unit_code"], row["role"]) for row in rows] == [
        ("A2023-001", "M001", "主办"),
        ("A2023-001", "M002", "承办"),
        ("A2023-002", "M001", "主办"),
        ("A2023-002", "M004", "联合主办"),
    ]
    idle = {one["code"] for one in units.json("check") if one["rule"] == "idle"}
    assert not idle & {"M001", "M002", "M004"}


def test_a_unit_s_file_names_its_roles(units: Run) -> None:
    units(
        "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --organiser M002 --guide M002 --supporter B001"
    )
    units("activity add 乙 --kind 论坛 --on 2023-05-19 --host M001 --supporter M002 --unit M002")
    units("activity add 丙 --kind 论坛 --on 2023-05-20 --host B001 --co-host M002 --unit M002")

    def roles(which: str) -> list[str]:
        return [one["role"] for one in units.json(f"member file {which}")["activities"]]

    assert roles("M002") == ["承办、指导", "支持、参加", "协办"]
    assert roles("M001") == ["主办", "主办"]
    shown = units.json("body show B001")["activities"]
    assert [(one["code"], one["role"]) for one in shown] == [("A2023-001", "支持"), ("A2023-003", "主办")]


def test_a_project_is_guided_and_supported(units: Run) -> None:
    record = units.json(
        "project add 班车 --lead M001 --partner M002 --guide M003 --supporter 区交通委 --supporter M002"
    )
    assert (record["partner_code"], record["guide_code"]) == (["M002"], ["M003"])
    assert record["supporter"] == ["区交通委", "乙证券"]
    roles = {
        code: units.json(f"member file {code}")["projects"][0]["role"] for code in ("M001", "M002", "M003")
    }
    assert roles == {"M001": "牵头", "M002": "参与、支持", "M003": "指导"}


def test_who_is_no_member_on_the_day_is_said_of_those_who_take_part_alone(units: Run) -> None:
    said = units(
        "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --organiser B001 --guide 区委"
    ).stderr
    assert "承办单位“B001 区工会联盟”在 2023-05-18 不是成员单位" in said
    assert "指导单位“" not in said


def test_a_unit_in_a_role_is_not_removed(units: Run) -> None:
    units("activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --guide B001 --supporter B001")
    before = units.dump()
    assert_one_sentence(units("body remove B001 --yes", 4), "活动台账指导单位、支持单位 2 条", "不能删除")
    assert units.dump() == before


# -- who nobody knows -------------------------------------------------------------------------------------------------


def test_who_nobody_knows_is_entered_and_it_is_said(units: Run) -> None:
    result = units(
        "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --supporter 消防站 --guide 区委 --organiser 会展公司"
    )
    assert names(units) == {"区工会联盟": "联盟", "会展公司": "其他", "区委": "指导单位", "消防站": "其他"}
    assert (
        "已登记为合作单位：B002 会展公司（承办单位）、B003 区委（指导单位）、B004 消防站（支持单位）"
        in result.stderr
    )
    units("undo --yes")
    assert names(units) == {"区工会联盟": "联盟"}


def test_a_part_of_a_name_typed_is_asked_about(units: Run) -> None:
    before = units.dump()
    line = "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --supporter"
    assert_one_sentence(units(f"{line} 工会联盟", 3), "B001 区工会联盟", "liaison body add 工会联盟")
    assert units.dump() == before
    assert units.json(f"{line} qghlm")["supporter_code"] == ["B001"], "initials are nobody's name"
    result = units(f"{line.replace('add 甲', 'add 乙')} 丙街 --organiser 乙证 --json")
    assert result.json["supporter_code"] + result.json["organiser_code"] == ["M003", "M002"]
    assert "“乙证”按“M002 乙证券”办理" in result.stderr, "a member by a part of its name, as everywhere"


def test_who_takes_part_as_helper_must_be_known(units: Run) -> None:
    before = units.dump()
    line = "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --co-host 会展公司"
    assert_one_sentence(units(line, 3), "没有找到")
    assert units.dump() == before


def test_of_a_locked_list_of_kinds_it_is_said_what_to_do(units: Run) -> None:
    units("choice lock body_kind")
    before = units.dump()
    line = "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --supporter 消防站"
    assert_one_sentence(units(line, 4), "“消防站”没有登记过", "liaison body add")
    assert units.dump() == before


def book(
    tmp_path: Path,
    *rows: tuple[str, ...],
    head: tuple[str, ...] = (*HEAD, "承办单位", "指导单位", "支持单位"),
) -> Path:
    return saved(tmp_path / "活动.xlsx", head, *rows)


def test_a_sheet_brings_in_whom_nobody_knows(units: Run, tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ("论坛一", "论坛", "2023-05-18", "乙证券", "会展公司、丙街道", "区委", "消防站、妇联"),
        ("论坛二", "论坛", "2023-05-19", "乙证券", "会展公司", "", "甲银行"),
    )
    tried = units(["activity", "import", path, "--dry-run"])
    assert (
        "B002 会展公司（承办单位）、B003 区委（指导单位）、B004 消防站（支持单位）、B005 妇联" in tried.stderr
    )
    assert names(units) == {"区工会联盟": "联盟"}
    done = units(["activity", "import", path])
    assert done.stderr.count("会展公司（承办单位）") == 1
    one, two = units.json("activity list")
    assert one["organiser"] == ["会展公司", "丙街道"]
    assert (one["guide"], one["supporter"]) == (["区委"], ["消防站", "妇联"])
    assert two["supporter"] == ["甲银行股份有限公司"], "a member in all but its legal form"
    assert "“甲银行”按“M001 甲银行股份有限公司”认定" in done.stderr
    again = units.json(["activity", "import", path])
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)


def test_what_is_alike_is_asked_about(units: Run, tmp_path: Path) -> None:
    path = book(tmp_path, ("论坛", "论坛", "2023-05-18", "乙证券", "", "", "工会联盟"))
    before = units.dump()
    (problem,) = units.json(["activity", "import", path], 5)["problems"]
    assert "B001 区工会联盟" in problem["reason"]
    assert "--accept-similar" in problem["reason"]
    assert "--accept-alike" in problem["reason"]
    assert units.dump() == before
    units(["activity", "import", path, "--accept-similar"])
    assert units.json("activity list")[0]["supporter_code"] == ["B001"]
    units("undo --yes")
    units(["activity", "import", path, "--accept-alike"])
    assert units.json("activity list")[0]["supporter_code"] == ["B002"]
    assert names(units) == {"区工会联盟": "联盟", "工会联盟": "其他"}


@pytest.mark.parametrize(("answers", "code"), [("是\n是\n", "B001"), ("否\n是\n", "B002")])
def test_on_a_terminal_each_text_is_asked_once(units: Run, tmp_path: Path, answers: str, code: str) -> None:
    rows = [(f"论坛{number}", "论坛", "2023-05-18", "乙证券", "", "", "工会联盟") for number in (1, 2)]
    path = book(tmp_path, *rows)
    assert on_terminal(["activity", "import", path], typed=answers).code == 0
    assert [one["supporter_code"] for one in units.json("activity list")] == [[code], [code]]


def test_what_fits_several_is_entered_only_where_that_is_told(units: Run, tmp_path: Path) -> None:
    path = book(tmp_path, ("论坛", "论坛", "2023-05-18", "乙证券", "", "", "学院"))
    (problem,) = units.json(["activity", "import", path, "--accept-similar"], 5)["problems"]
    assert "M004 丁学院、M005 戊学院" in problem["reason"]
    units(["activity", "import", path, "--accept-alike"])
    assert names(units, "其他") == {"学院": "其他"}


def test_a_member_goes_before_a_body_and_it_is_said(units: Run, tmp_path: Path) -> None:
    units("member add 己基金管理有限公司 --category 其他 --joined 2018-06-01")
    units("body add '己基金管理（区外）有限公司' --kind 其他")
    path = book(tmp_path, ("论坛", "论坛", "2023-05-18", "乙证券", "己基金管理", "", "己基金管理"))
    said = units(["activity", "import", path]).stderr
    assert "“己基金管理”按“M006 己基金管理有限公司”认定" in said
    (one,) = units.json("activity list")
    assert one["organiser_code"] == one["supporter_code"] == ["M006"]


def test_rows_that_are_refused_enter_nobody(units: Run, tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ("论坛一", "论坛", "没有", "乙证券", "会展公司", "", ""),
        ("论坛二", "论坛", "2023-05-19", "乙证券", "", "", "消防站"),
    )
    units(["activity", "import", path, "--accept-good"], 5)
    assert names(units, "其他") == {"消防站": "其他"}


# -- 承办单位 beside 主办单位, and without it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "told", "more"),
    [
        (("承办单位",), {"host": "乙证券", "organiser": []}, []),
        (("主办单位", "承办单位"), {"host": "乙证券", "organiser": ["丙街道"]}, []),
        (("承办单位", "主办单位"), {"host": "丙街道", "organiser": ["乙证券"]}, []),
        (("谁", "主办单位"), {"host": "丙街道", "organiser": ["乙证券"]}, ["--map", "谁=承办单位"]),
        (("谁",), {"host": "乙证券", "organiser": []}, ["--map", "谁=承办单位"]),
        ((), {"host": "乙证券", "organiser": []}, ["--set", "承办单位=乙证券"]),
        (("主办单位",), {"host": "乙证券", "organiser": ["丁学院"]}, ["--set", "承办单位=丁学院"]),
    ],
)
def test_without_a_host_the_organiser_is_it(
    units: Run, tmp_path: Path, head: tuple[str, ...], told: dict[str, object], more: list[str]
) -> None:
    row = ("论坛", "论坛", "2023-05-18", *("乙证券", "丙街道")[: len(head)])
    units(["activity", "import", book(tmp_path, row, head=(*HEAD[:3], *head)), *more])
    (one,) = units.json("activity list")
    assert {key: one[key] for key in told} == told


# -- out and back -----------------------------------------------------------------------------------------------------


def test_the_workbook_goes_out_and_back(units: Run, tmp_path: Path) -> None:
    units("council edit --guide 区委 --guide 区委组织部")
    units(
        "activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --organiser M002 --guide 区委 --supporter 消防站"
    )
    path = tmp_path / "全部.xlsx"
    units(["workbook", "export", path])
    assert openpyxl.load_workbook(path).sheetnames[0] == "联席会议"
    back = units.json(["workbook", "import", path])
    assert (back["new"], back["changed"], back["refused"]) == (0, 0, 0)
    made = Edited(path)
    made.put("联席会议", 2, 指导单位="区委、市委宣传部")
    made.put("活动台账", 2, 支持单位="消防站、气象局", 联合主办单位="丁学院")
    made.save()
    units(["workbook", "import", path])
    (one,) = units.json("activity list")
    assert (one["supporter"], one["joint_host"]) == (["消防站", "气象局"], ["丁学院"])
    assert units.json("council show")["guide"] == ["区委", "市委宣传部"]
    assert names(units, "其他") == {"消防站": "其他", "气象局": "其他"}


def test_a_whole_workbook_founds_the_same_council_elsewhere(units: Run, tmp_path: Path) -> None:
    units("council edit --guide 区委 --guide 区委组织部")
    path, other = tmp_path / "全部.xlsx", tmp_path / "别处.db"
    units(["workbook", "export", path])
    units(["workbook", "import", path, "--db", other])
    assert units.json(["council", "show", "--db", other]) == units.json("council show")
    assert units.json(["body", "list", "--db", other]) == units.json("body list")


def test_what_changed_meanwhile_is_a_conflict(units: Run, tmp_path: Path) -> None:
    units("activity add 甲 --kind 论坛 --on 2023-05-18 --host M001 --supporter B001")
    path = tmp_path / "活动.xlsx"
    units(["activity", "export", path])
    units("activity edit A2023-001 --supporter M002")
    made = Edited(path)
    made.put("活动台账", 2, 支持单位="消防站")
    made.save()
    before = units.dump()
    (problem,) = units.json(["activity", "import", path], 5)["problems"]
    assert problem["mine"] == "消防站"
    assert problem["theirs"] == "乙证券"
    assert units.dump() == before
