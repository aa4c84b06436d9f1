"""matter: from raised to closed, claimed by members, late or in time, in the year's figures."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.commands import Run, assert_one_sentence

KEYS = [
    *("code", "kind", "title", "raised_by", "raised_by_code", "raised", "source", "background", "lead"),
    *("lead_code", "helpers", "helpers_code", "owner", "due", "status", "extensions", "result"),
    *("satisfaction", "closed", "project", "project_code", "alias", "light", "steps", "meetings"),
    "attachments",
]


@pytest.fixture
def matters(council: Run, today: Callable[[str], None]) -> Run:
    today("2023-12-31")
    for name in ("甲银行", "乙证券", "丙保险"):
        council(f"member add {name} --category 金融 --joined 2020-01-01")
    council("body add 丁联盟 --kind 联盟")
    council("matter add 修路灯 --kind 督办 --by 甲银行 --on 2023-03-01 --source 会议 --due 2023-06-30")
    return council


def walk(run: Run, *lines: str, matter: str = "修路灯") -> None:
    for line in lines:
        run(f"matter move {matter} {line}")


def to_approval(run: Run) -> None:
    walk(
        run,
        "受理 --on 2023-03-02",
        "交办 --unit 乙证券 --on 2023-03-05",
        "办理 --on 2023-03-10",
        "送审 --text 装好了 --on 2023-05-20",
    )


def test_a_matter_is_followed_from_raised_to_closed(matters: Run) -> None:
    to_approval(matters)
    walk(matters, "销号 --text 同意 --on 2023-05-25")
    told = matters.json("matter show 修路灯")
    assert list(told) == KEYS
    assert (told["code"], told["status"], told["closed"]) == ("X2023-001", "销号", "2023-05-25")
    assert (told["lead_code"], told["result"], told["light"]) == ("M002", "装好了", "灰")
    assert told["steps"][1] == {
        "day": "2023-03-05",
        "action": "交办",
        "unit": "乙证券",
        "unit_code": "M002",
        "text": None,
        "due": None,
    }
    assert [one["action"] for one in told["steps"]] == ["受理", "交办", "办理", "送审", "销号"]
    shown = matters("matter show 修路灯").stdout
    assert "办理过程（5 步，85 天）" in shown  # 1 March to 25 May
    assert [line.split()[:3] for line in shown.splitlines()[-6:-3]] == [
        ["2023-03-01", "提出", "甲银行"],
        ["2023-03-02", "1", "受理"],
        ["2023-03-05", "3", "交办"],
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("move 修路灯 销号", "按事项状态表，事项现在是“提出”，不能“销号”；接下来可以是：受理、退回、并入"),
        ("move 修路灯 提出", "事项已经是“提出”，不必重复登记"),
        ("move 修路灯 受理 --on 2023-02-28", "早于事项的日期2023-03-01"),
        ("move 修路灯 受理 --on 2024-01-01", "还没有到"),
        ("move 修路灯 延期 --due 2023-07-31", "“延期”要写明内容"),
        ("move 修路灯 延期 --text 等料", "“延期”要写明时限"),
        ("move 修路灯 延期 --text 等料 --due 2023-06-30", "不合“延期要往后延”的规定"),
        ("move 修路灯 转办", "“转办”要写明单位"),
        (
            "move 修路灯 受理 --due 2023-07-31",
            "“受理”不改时限，能改时限的是：交办、认领、转办、退回续办、延期",
        ),
        ("add 补路 --kind 问题 --by 甲银行 --on 2023-03-01 --due 2023-02-01", "时限 2023-02-01 早于提出日期"),
        ("add 补路 --kind 问题 --by 甲银行 --on 2024-03-01", "提出日期 2024-03-01 还没有到"),
        ("edit 修路灯 --satisfaction 满意", "不合“先销号、后评价”的规定"),
        ("to-project 修路灯", "还没有主办单位"),
    ],
)
def test_what_a_rule_forbids_is_refused_by_its_name(matters: Run, line: str, said: str) -> None:
    before = matters.dump()
    assert_one_sentence(result := matters(f"matter {line}", 4))
    assert said in result.stderr
    assert matters.dump() == before


def test_words_that_cannot_be_read_are_refused_as_such(matters: Run) -> None:
    assert (
        "可选：议题、需求、督办、问题、意见"
        in matters("matter add 补路 --kind 杂事 --by 甲银行 --on 2023-03-01", 2).stderr
    )
    assert "不在可选范围内" in matters("matter move 修路灯 批准", 2).stderr
    assert_one_sentence(matters("matter move 没有的 受理", 3))


def test_a_matter_is_closed_once_and_opened_by_being_sent_back_alone(matters: Run) -> None:
    to_approval(matters)
    walk(matters, "销号 --on 2023-05-25")
    again = matters("matter move 修路灯 销号 --on 2023-05-26", 4)
    assert "事项已经销号，不能“销号”；要重新办，只能先退回续办" in again.stderr
    assert "已经销号" in matters("matter move 修路灯 延期 --text 等 --due 2023-09-01", 4).stderr
    matters("matter edit 修路灯 --satisfaction 不满意")
    walk(matters, "退回续办 --text 有一盏不亮 --on 2023-06-01")
    told = matters.json("matter show 修路灯")
    assert (told["status"], told["closed"], told["satisfaction"]) == ("办理", None, None)
    walk(matters, "送审 --text 都亮了 --on 2023-06-10", "销号 --on 2023-06-12")
    told = matters.json("matter show 修路灯")
    assert (told["status"], told["closed"], told["result"]) == ("销号", "2023-06-12", "都亮了")


def test_putting_off_is_counted_and_taken_back(matters: Run) -> None:
    walk(
        matters,
        "受理 --on 2023-03-02",
        "交办 --unit 乙证券 --on 2023-03-05",
        "延期 --text 等料 --due 2023-09-30 --on 2023-06-01",
        "转办 --unit 丙保险 --on 2023-06-02",
        "延期 --text 雨季 --due 2023-11-30 --on 2023-09-01",
    )
    told = matters.json("matter show 修路灯")
    assert (told["due"], told["extensions"], told["lead"], told["status"]) == (
        "2023-11-30",
        2,
        "丙保险",
        "交办",
    )
    refused = matters("matter edit 修路灯 --due 2024-01-31", 4)
    assert "事项“修路灯”的时限由动作记录决定（2023-11-30）" in refused.stderr
    for due, extensions, lead in (
        ("2023-09-30", 1, "丙保险"),
        ("2023-09-30", 1, "乙证券"),
        ("2023-06-30", 0, "乙证券"),
    ):
        matters("matter remove 修路灯 --move --yes")
        told = matters.json("matter show 修路灯")
        assert (told["due"], told["extensions"], told["lead"]) == (due, extensions, lead)
    matters("matter remove 修路灯 --move --yes")
    told = matters.json("matter show 修路灯")
    assert (told["lead"], told["status"]) == (None, "受理")
    matters("matter edit 修路灯 --due 2024-01-31")


def test_only_members_claim_and_a_matter_is_claimed_once(matters: Run) -> None:
    matters("matter add 法律咨询 --kind 需求 --by 丁联盟 --on 2023-04-01")
    walk(matters, "受理 --on 2023-04-02", matter="法律咨询")
    before = matters.dump()
    for line in ("丁联盟", "甲银行 --with 丁联盟", "甲银行 --on 2019-12-31"):
        assert_one_sentence(matters(f"matter claim 法律咨询 {line}", 4))
    assert "不合“认领的须是成员单位”的规定" in matters("matter move 法律咨询 认领 --unit 丁联盟", 4).stderr
    assert matters.dump() == before
    done = matters(
        "matter claim 法律咨询 甲银行 --with 乙证券 --with 丙保险 --on 2023-04-10 --due 2023-06-30"
    )
    assert "“法律咨询”由“甲银行”认领（与乙证券、丙保险一起）。" in done.stdout
    told = matters.json("matter show 法律咨询")
    assert (told["status"], told["helpers"], told["due"]) == ("认领", ["乙证券", "丙保险"], "2023-06-30")
    again = matters("matter claim 法律咨询 丙保险", 4)
    assert "已由“甲银行”在 2023-04-10 认领，不合“一事只认领一次”的规定" in again.stderr
    assert "接下来可以是" in matters("matter claim 修路灯 丙保险", 4).stderr


def test_of_two_who_claim_at_once_exactly_one_wins(matters: Run) -> None:
    walk(matters, "受理 --on 2023-03-02")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "liaison", "matter", "claim", "X2023-001", unit],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ,
        )
        for unit in ("M002", "M003")
    ]
    said = [process.communicate()[1].decode() for process in running]
    assert sorted(process.returncode for process in running) == [0, 4]
    (lost,) = [text for process, text in zip(running, said, strict=True) if process.returncode]
    assert "不合“一事只认领一次”的规定" in lost
    assert [one["action"] for one in matters.json("matter show X2023-001")["steps"]] == ["受理", "认领"]


def test_the_board_and_the_lights_by_hand(matters: Run, today: Callable[[str], None]) -> None:
    for title, due in (
        ("红", "2023-12-30"),
        ("今天", "2023-12-31"),
        ("七天", "2024-01-07"),
        ("八天", "2024-01-08"),
    ):
        matters(f"matter add {title} --kind 问题 --by 甲银行 --on 2023-12-01 --lead 乙证券 --due {due}")
    matters("matter add 没有时限 --kind 问题 --by 甲银行 --on 2023-12-01 --lead 乙证券")
    lights = {one["title"]: one["light"] for one in matters.json("matter list")}
    assert lights == {"修路灯": "红", "红": "红", "今天": "黄", "七天": "黄", "八天": "绿", "没有时限": "灰"}
    assert [one["title"] for one in matters.json("matter list --light 黄")] == ["今天", "七天"]
    assert matters.json("matter board") == [
        {"lead": "乙证券", "lead_code": "M002", "green": 1, "yellow": 2, "red": 1, "grey": 1, "total": 5},
        {"lead": None, "lead_code": None, "green": 0, "yellow": 0, "red": 1, "grey": 0, "total": 1},
    ]
    assert matters.json("matter board --kind 督办")[0]["total"] == 1
    due = [one for one in matters.json("today") if one["kind"] == "matter_due"]
    assert [(one["code"], one["days_left"]) for one in due] == [
        ("X2023-001", -184),
        ("X2023-002", -1),
        ("X2023-003", 0),
        ("X2023-004", 7),
    ]
    today("2024-01-08")
    assert [one["title"] for one in matters.json("matter list --light 黄")] == ["八天"]


def test_figures_count_what_stood_on_the_last_day(matters: Run) -> None:
    to_approval(matters)
    walk(matters, "销号 --on 2023-05-25")  # in time, due 30 June
    matters("matter edit 修路灯 --satisfaction 基本满意")
    for title, kind, due in (
        ("迟办", "督办", "2023-02-28"),
        ("逾期", "议题", "2023-11-30"),
        ("需求一", "需求", "2024-03-31"),
    ):
        matters(f"matter add {title} --kind {kind} --by 甲银行 --on 2023-02-01 --due {due}")
        walk(matters, "受理 --on 2023-02-02", matter=title)
    for action in ("交办 --unit 乙证券", "办理", "送审", "销号"):
        walk(matters, f"{action} --on 2023-03-10", matter="迟办")
    matters("matter edit 迟办 --satisfaction 不满意")
    walk(matters, "延期 --text 下半年办 --due 2024-06-30 --on 2023-12-15", matter="逾期")
    matters("matter claim 需求一 丙保险 --on 2023-07-01")
    matters("matter add 退掉 --kind 意见 --by 乙证券 --on 2023-08-01 --due 2023-08-31")
    walk(matters, "退回 --on 2023-08-02", matter="退掉")

    def values(line: str) -> list[object]:
        told = {one["key"]: one["value"] for one in matters.json(line)["figures"]}
        keys = (
            "matters_raised",
            "matters_closed",
            "matters_on_time",
            "matters_overdue",
            "matter_satisfaction",
            "needs_claimed",
        )
        return [told[key] for key in keys]

    assert values("report year 2023") == [5, 2, 1, 0, 0.5, 1]
    # By the end of June two were closed; what was put off in December was due in November, so not late yet.
    assert values("report period --from 2023-01-01 --to 2023-06-30") == [4, 2, 1, 0, 0.5, 0]
    # By 10 December it was late, for it was put off only later.
    assert values("report period --from 2023-12-01 --to 2023-12-10") == [0, 0, 0, 1, None, 0]
    assert values("report period --from 2023-03-01 --to 2023-05-24") == [1, 1, 0, 0, 0.0, 0]
    said = matters("report year 2023").stdout
    assert "收到事项5件，销号2件，其中按期1件，满意率50.0%；认领需求1件。" in said.replace("\n    ", "")


def test_a_council_without_matters_hears_nothing_of_them(council: Run, today: Callable[[str], None]) -> None:
    today("2023-12-31")
    council("member add 甲银行 --category 银行 --joined 2020-01-01")
    assert "事项" not in council("report year 2023").stdout
    council("report year 2023 --xlsx -o 总结.xlsx")
    assert "事项" not in openpyxl.load_workbook("总结.xlsx").sheetnames


def test_a_ledger_of_one_kind_has_its_own_title_and_header(matters: Run) -> None:
    to_approval(matters)
    for kind, title, header in (
        (
            "督办",
            "督办台账",
            "序号 会议 议定事项 主办单位 协办单位 责任人 完成时限 进展情况 存在问题 是否办结 办结时间 备注",
        ),
        ("需求", "需求清单", "序号 提出单位 需求类别 需求内容 期望完成时间 受益人数 联系人 状态 对接单位"),
        ("议题", "议题清单", "序号 编号 提出单位 提出日期 议题 背景 建议方案 预期效果 来源 处理 协调意见"),
    ):
        matters(f"matter add 另一件{kind} --kind {kind} --by 丙保险 --on 2023-09-01")
        matters(f"matter list --kind {kind} --xlsx -o {title}.xlsx")
        sheet = openpyxl.load_workbook(f"{title}.xlsx")[title]
        rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        assert rows[0] == [title]
        assert header.split() in rows
    sheet = openpyxl.load_workbook("督办台账.xlsx").active
    assert sheet is not None
    row = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "修路灯")
    assert (row[0], row[1], row[3], row[7], row[9]) == (1, "会议", "乙证券", "装好了", "否")
    assert matters("matter list --kind 督办").stdout.startswith("督办台账\n")
    assert matters("matter list --kind 督办、议题").stdout.startswith("事项\n")


def test_a_project_is_made_of_a_matter_once(matters: Run) -> None:
    walk(matters, "受理 --on 2023-03-02", "交办 --unit 乙证券 --on 2023-03-05")
    done = matters("matter to-project 修路灯 --name 亮灯工程 --start 2023-04-01 --kind 民生")
    assert "“修路灯”已转成项目 P2023-01 亮灯工程。" in done.stdout
    assert matters.json("project show 亮灯工程")["lead"] == "乙证券"
    assert matters.json("matter show 修路灯")["project_code"] == "P2023-01"
    assert "已经转成项目 P2023-01 亮灯工程" in matters("matter to-project 修路灯", 4).stderr
    assert matters("matter show 修路灯").stdout.rstrip().endswith("转为项目          P2023-01 亮灯工程")
    assert "事项 1 条（X2023-001 修路灯）" in matters("project remove 亮灯工程 --yes", 4).stderr


def test_everything_travels_in_the_workbook(matters: Run, tmp_path: Path) -> None:
    to_approval(matters)
    walk(matters, "延期 --text 等料 --due 2023-08-31 --on 2023-05-21", "退回续办 --on 2023-06-01")
    matters("matter add 法律咨询 --kind 需求 --by 丁联盟 --on 2023-04-01 --helper 乙证券 --helper 丙保险")
    walk(
        matters, "受理 --on 2023-04-02", "延期 --text 缓 --due 2023-12-01 --on 2023-04-03", matter="法律咨询"
    )
    matters("workbook export 台账.xlsx --reveal")
    other = str(tmp_path / "别处.db")
    matters(["workbook", "import", "台账.xlsx", "--db", other, "--yes"])
    assert matters.json("matter list") == matters.json(["matter", "list", "--db", other])
    for day in ("2023-05-20", "2023-06-30"):
        line = ["report", "period", "--from", "2023-01-01", "--to", day]
        here, there = (matters.json([*line, *more])["figures"] for more in ([], ["--db", other]))
        assert [one for one in here if "matter" in one["key"]] == [
            one for one in there if "matter" in one["key"]
        ]
    assert matters.json("workbook import 台账.xlsx")["changed"] == 0


def test_a_ledger_that_was_kept_in_excel_comes_in_and_goes_on(matters: Run) -> None:
    Path("督办.csv").write_text(
        "类别,议定事项,提出单位,提出时间,承办单位,完成时限,状态,延期次数,办结时间,进展情况\n"
        "督办,旧事一,甲银行,2023-01-05,乙证券,2023-04-30,办理,1,,一半\n"
        "督办,旧事二,甲银行,2023-01-05,乙证券,2023-04-30,销号,0,2023-04-20,办好\n"
        "督办,旧事三,甲银行,2023-01-05,,2023-01-01,提出,0,,\n"
        "督办,旧事四,甲银行,2023-01-05,,,销号,0,,\n",
        encoding="utf-8",
    )
    refused = matters("matter import 督办.csv --accept-good --yes", 5).stdout
    assert "时限 2023-01-01 早于提出日期 2023-01-05" in refused
    assert "销号的事项没有销号日期" in refused
    walk(matters, "延期 --text 等料 --due 2023-12-31 --on 2023-04-01", matter="旧事一")
    told = matters.json("matter show 旧事一")
    assert (told["status"], told["extensions"], told["due"]) == ("办理", 2, "2023-12-31")
    assert "现在是“办理”，不能“销号”" in matters("matter move 旧事一 销号", 4).stderr
    walk(matters, "送审 --text 办完 --on 2023-10-01", "销号 --on 2023-10-08", matter="旧事一")
    assert "不能“送审”" in matters("matter move 旧事二 送审", 4).stderr
    Path("改.csv").write_text(
        "编号,类别,标题,提出单位,提出日期,状态\nX2023-001,督办,修路灯,甲银行,2023-03-01,办理\n",
        encoding="utf-8",
    )
    warned = matters("matter import 改.csv")
    assert "以动作记录为准（提出），表里写的没有采用" in warned.stderr


def test_a_sheet_of_steps_is_judged_as_a_whole(matters: Run) -> None:
    head = "事项,日期,动作,单位,内容,时限\n"
    Path("记录.csv").write_text(
        head
        + "修路灯,2023-03-01,提出,,,\n修路灯,2023-03-05,交办,乙证券,,2023-07-31\n修路灯,2023-03-02,受理,,,\n"
        "修路灯,2023-06-01,延期,,等料,2023-10-31\n",
        encoding="utf-8",
    )
    result = matters("matter import 记录.csv --yes")
    assert "“提出”由事项的提出日期和提出单位记着" in result.stdout + result.stderr
    told = matters.json("matter show 修路灯")
    assert (told["status"], told["lead"], told["due"], told["extensions"]) == (
        "交办",
        "乙证券",
        "2023-10-31",
        1,
    )
    Path("错.csv").write_text(head + "修路灯,2023-07-01,销号,,,\n", encoding="utf-8")
    assert "按事项状态表，事项现在是“交办”，不能“销号”" in matters("matter import 错.csv", 5).stdout
    assert "晚于“受理”的日期 2023-03-02" in matters("matter edit 修路灯 --on 2023-03-03", 4).stderr


def test_what_is_done_later_changes_no_closed_year(matters: Run, today: Callable[[str], None]) -> None:
    walk(matters, "受理 --on 2023-03-02", "交办 --unit 乙证券 --on 2023-03-05")
    today("2024-02-01")
    matters("year close 2023")
    walk(matters, "转办 --unit 丙保险 --on 2024-01-10", "延期 --text 等料 --due 2024-03-31 --on 2024-01-11")
    walk(matters, "办理 --on 2024-01-12", "送审 --on 2024-01-20", "销号 --on 2024-01-25")
    assert {one["key"]: one["value"] for one in matters.json("report year 2023")["figures"]}[
        "matters_overdue"
    ] == 1


def test_a_unit_s_file_tells_its_matters(matters: Run) -> None:
    matters("matter edit 修路灯 --lead 乙证券 --helper 丙保险")
    for unit, role in (("甲银行", "提出"), ("乙证券", "主办"), ("丙保险", "协办")):
        assert [one["role"] for one in matters.json(f"member file {unit}")["matters"]] == [role]
