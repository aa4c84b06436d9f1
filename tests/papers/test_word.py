"""Official papers: laid out as the standard asks, measured on the printed page; filled in whole, and running nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from liaison.errors import BadFile
from liaison.formats.word import as_text, fields_of, render
from liaison.papers.paper import COMMON, papers
from tests.commands import Run, assert_one_sentence
from tests.paper import A4, Paper, printed

CHECKOUT = Path(__file__).resolve().parents[2]
TEMPLATES = CHECKOUT / "templates" / "papers"
MM = 72 / 25.4
needs_writer = pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="LibreOffice prints the papers"
)


def template(path: Path, *lines: str) -> Path:
    paper = Document()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(str(path))
    return path


# ---------------------------------------------------------------- what a template may do
def test_what_is_filled_in_is_text_whatever_it_holds(tmp_path: Path) -> None:
    path = template(tmp_path / "甲.docx", "{{ 名称 }}在{{ 地点 }}", "末行")
    assert as_text(path, {"名称": "A&B <二楼>", "地点": "{{ 7*7 }}"}) == "A&B <二楼>在{{ 7*7 }}\n末行"


def test_a_field_that_is_not_given_is_named(tmp_path: Path) -> None:
    path = template(tmp_path / "甲.docx", "{{ 名称 }}{{ 会场 }}{{ 主持人 }}")
    assert fields_of(path) == {"名称", "会场", "主持人"}
    with pytest.raises(BadFile, match="里的“主持人、会场”没有内容可填"):
        render(path, {"名称": "甲"}, tmp_path / "乙.docx")
    assert not (tmp_path / "乙.docx").exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "写了程序"),
        ("{{ 名称.没有的 }}", "填不上的内容（没有的）"),
        ("{{ 名称 ", "花括号写得不对"),
        ("{%p for 项 in 名称 %}", "花括号写得不对"),
        ("{{ 名称 + 1 }}", "算不出来"),
        ("{{ 1 / 0 }}", "算不出来"),
        ("{{ 'a' * 999999999999999 }}", "算不出来"),
        ("{% for i in range(999999999) %}x{% endfor %}", "算不出来"),
        ("{% include '别的' %}", "算不出来"),
    ],
)
def test_a_template_runs_nothing_and_says_what_is_wrong_with_it(
    tmp_path: Path, line: str, words: str
) -> None:
    path = template(tmp_path / "甲.docx", line)
    with pytest.raises(BadFile, match=words):
        render(path, {"名称": "甲"}, tmp_path / "乙.docx")


def test_what_is_no_word_document_is_refused_in_a_sentence(example: Run, tmp_path: Path) -> None:
    (tmp_path / "文字.docx").write_text("不是", encoding="utf-8")
    (tmp_path / "密码.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with ZipFile(tmp_path / "别的.docx", "w") as pack:
        pack.writestr("a.txt", "甲")
    good = template(tmp_path / "好.docx", "甲")
    shutil.copy(good, tmp_path / "宏.docx")
    with ZipFile(tmp_path / "宏.docx", "a") as pack:
        pack.writestr("word/vbaProject.bin", "")
    cut = tmp_path / "坏.docx"
    with ZipFile(good) as pack, ZipFile(cut, "w") as broken:
        for name in pack.namelist():
            text = pack.read(name)
            broken.writestr(name, text[: len(text) // 2] if name == "word/document.xml" else text)
    whole, place = good.read_bytes(), ZipFile(good).getinfo("word/document.xml").header_offset
    begin = place + 30 + len("word/document.xml")
    (tmp_path / "乱.docx").write_bytes(whole[:begin] + bytes(50) + whole[begin + 50 :])
    # By the format's own tables: bit 0 of a part's flags says that it is locked, the two bytes behind them how it is packed.
    for name, after, byte in (("锁", 6, 1), ("法", 8, 99)):
        parts = bytearray(whole)
        for begins, more in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
            for found in re.finditer(re.escape(begins), whole):
                parts[found.start() + after + more] |= byte
        (tmp_path / f"{name}.docx").write_bytes(parts)
    for name, words in (
        ("乱", "已经损坏"),
        ("锁", "已经损坏"),
        ("法", "已经损坏"),
        ("文字", "不是 Word 文档"),
        ("密码", "加了密码"),
        ("别的", "不是 Word 文档"),
        ("宏", "带有宏"),
        ("坏", "读不出来"),
        ("没有", "没有找到文件"),
    ):
        line = ["paper", "notice", "A2024-001", "--template", tmp_path / f"{name}.docx"]
        assert_one_sentence(example([str(word) for word in line], None), words)
    assert not list(Path.cwd().glob("关于*.docx"))


# ---------------------------------------------------------------- the kinds
def test_the_templates_are_as_their_maker_writes_them(tmp_path: Path) -> None:
    subprocess.run([sys.executable, TEMPLATES / "make.py", tmp_path], check=True)
    made = sorted(path.name for path in tmp_path.glob("*.docx"))
    assert made == sorted(path.name for path in TEMPLATES.glob("*.docx"))
    assert made == sorted({f"{kind.form or kind.name}.docx" for kind in papers()})
    for name in made:
        with ZipFile(tmp_path / name) as new, ZipFile(TEMPLATES / name) as old:
            for part in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
                assert new.read(part) == old.read(part), f"{name}: 请运行 templates/papers/make.py"


@pytest.mark.parametrize("kind", papers(), ids=lambda kind: kind.key)
def test_every_kind_gives_what_it_says_and_its_template_asks_for(example: Run, kind: object) -> None:
    from liaison.papers.paper import Paper as Kind

    assert isinstance(kind, Kind)
    answer = example.json(f"paper {kind.key} {kind.example}")
    assert set(answer["fields"]) == {*COMMON, *kind.fields}
    assert fields_of(kind.template) <= set(answer["fields"])
    assert (answer["kind"], str(answer["record"])) == (
        kind.key,
        {"member": "M002", "chair": "第4任"}.get(kind.of, kind.example),
    )
    text = "\n".join(one.text for one in Document(answer["file"]).paragraphs)
    assert "{" not in text
    assert "%}" not in text
    plain = example(f"paper {kind.key} {kind.example} --plain").stdout
    assert text.splitlines()[0] in plain
    rows = {row["field"]: row["given"] for row in example.json(["paper", "check", str(kind.template)])}
    assert set(rows.values()) == {"填得上"}


def test_a_notice_by_hand(example: Run) -> None:
    """2024-01-19 was a Friday; the rules of 2023 ask for topics 10 working days before, which was 2024-01-05 (1 January was a
    holiday)."""
    said = example("paper notice A2024-001 --plain").stdout
    for words in (
        "关于召开2023年度全体会议（示例）的通知",
        "2024年1月19日（星期五）",
        "示例会议中心。",
        "1. 听取以前决议的办理情况",
    ):
        assert words in said
    assert "请于2024年1月5日前报送" in example("paper topics A2024-001 --plain").stdout
    minutes = example("paper minutes A2023-001 --plain").stdout
    assert "3. 示例早高峰增开班车：通过（赞成19票、反对0票、弃权1票）。" in minutes
    assert "委托：示例水杉证券有限公司" in minutes
    assert "列席" not in minutes
    assert_one_sentence(example("paper minutes A2023-002", 4), "不是会议")


def test_letters_to_who_owes_by_hand(example: Run) -> None:
    """What ``fund arrears`` tells, and the sums of ``fund statement``, in words and figures."""
    said = example("paper dunning F001 --plain").stdout
    owing = [row for row in example.json("fund arrears F001") if row["arrears"] != "0.00"]
    assert said.count("关于催缴示例服务站专项的函") == len(owing) == 2
    for row in owing:
        assert f"{row['unit']}：" in said
        assert f"尚欠{float(row['arrears']):,.2f}元" in said
    assert "（大写：人民币伍仟玖佰零玖元零玖分）" in said
    assert "还要补写" not in example("paper dunning F001").stderr
    example("fund open 示例新专项 --opened 2023-12-01")
    assert_one_sentence(example("paper dunning 示例新专项", 4), "没有欠缴的单位")
    posted = example("paper disclosure F001 --plain").stdout
    assert (
        "期初结余45,845.91元，到账201,363.64元，支出150,675.56元，退款0.00元，期末结余96,533.99元" in posted
    )
    assert 4584591 + 20136364 - 15067556 == 9653399


def test_what_the_records_lack_is_marked_and_said(council: Run) -> None:
    council("member add 甲单位 --category 其他 --joined 2020-01-01")
    council("meeting add --kind 轮值会议 --on 2023-03-20 --host 甲单位")
    done = council("paper notice H2023-001")
    assert "还要补写：地点、议程。" in done.stderr
    text = "\n".join(one.text for one in Document("关于召开第1次轮值会议的通知.docx").paragraphs)
    assert "（待填：地点）。" in text
    assert_one_sentence(council("paper notice H2023-001", 4), "已经存在")
    council("paper notice H2023-001 --force")
    assert council.json("paper notice H2023-001 --force -o 通知.docx")["file"] == "通知.docx"


def test_a_summary_says_what_the_report_says_and_from_which_figures(example: Run) -> None:
    answer = example.json("paper summary 2023")
    notes = example.json("report year 2023")["notes"]
    words = {note.removeprefix("存在问题：").removeprefix("数据说明：") for note in notes}
    paper = Document(answer["file"])
    lines = [one.text for one in paper.paragraphs]
    assert words <= set(lines)
    assert [line for line in lines if line[1:2] == "、"] == [
        "一、基本情况",
        "二、主要工作",
        "三、特色亮点",
        "四、存在问题",
        "五、下一年打算",
        "六、数据说明",
    ]
    comments = [comment.text for comment in paper.comments]
    figures = {one["key"]: one for one in example.json("report year 2023")["figures"]}
    held = figures["activities_held"]
    assert any(
        f"举办活动 {held['value']}场（activities_held）：{held['definition']}" in one for one in comments
    )
    assert len(comments) >= 6


def test_every_sentence_of_what_was_done_has_its_place() -> None:
    from liaison.figures.summary.texts import texts
    from liaison.papers.summary.report import BASICS, PARTS

    assert set(texts()["sentences"]) == {*BASICS, *(key for _title, keys in PARTS for key in keys)}


def test_a_closed_year_is_written_as_it_was_closed(example: Run) -> None:
    before = example.json("paper summary 2022")["fields"]["章节"]
    example("year close 2022")
    after = example.json("paper summary 2022 --force")["fields"]["章节"]
    assert after[:5] == before[:5]


def test_the_house_s_own_template_goes_before(
    example: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "papers").mkdir()
    template(tmp_path / "papers" / "会议通知.docx", "本办的：{{ 会议 }}")
    monkeypatch.setenv("LIAISON_TEMPLATES", str(tmp_path))
    assert example("paper notice A2024-001 --plain").stdout == "本办的：2023年度全体会议（示例）\n"
    rows = {row["name"]: row["template"] for row in example.json("paper list")}
    assert (rows["会议通知"], rows["会议纪要"]) == ("自己的", "程序自带的")


# ---------------------------------------------------------------- on paper
@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    """A summary of nothing but full lines, printed: the one paper whose text can be told apart line by line."""
    folder = tmp_path_factory.mktemp("printed")
    out = folder / "满版.docx"
    chapter = {"标题": "一、标题", "段落": ["汉" * 28 * 70], "小节": []}
    fields = dict.fromkeys(COMMON, "甲") | {"标题": "题", "期间": "", "章节": [chapter], "数据": []}
    render(TEMPLATES / "年度工作总结.docx", fields, out)
    return printed([out], folder)[out]


@needs_writer
def test_a_page_has_22_lines_of_28_characters_in_the_type_area(pages: list[Paper]) -> None:
    for page in pages[:3]:
        assert page.area == pytest.approx(A4["portrait"], abs=1)
    full = [word for word in pages[1].words if set(word[-1]) == {"汉"}]
    assert len(full) == 22
    assert {len(word[-1]) for word in full} == {28}
    left, right = min(word[0] for word in full), max(word[2] for word in full)
    assert left == pytest.approx(28 * MM, abs=MM)
    assert right <= (210 - 26) * MM + 1
    pitches = {round(second[1] - first[1], 1) for first, second in pairwise(full)}
    assert all(28.8 <= pitch <= 29.1 for pitch in pitches)
    # A box of a line is higher than its letters: the first begins within the line that begins at the type area's edge.
    assert 37 * MM - 6 <= full[0][1] <= 37 * MM + 15
    assert full[-1][3] <= (297 - 35) * MM + 6


@needs_writer
def test_page_numbers_stand_outside_below_the_type_area(pages: list[Paper]) -> None:
    for number, page in enumerate(pages[:4], 1):
        (found,) = [word for word in page.words if word[-1] == str(number)]
        middle = page.area[0] / 2
        assert found[0] > middle if number % 2 else found[2] < middle
        below = found[1] - (297 - 35) * MM
        assert 3 * MM <= below <= 9 * MM


def dots(pdf: Path, page: int) -> tuple[int, list[bytes]]:
    """A page at 254 dots an inch, ten to a millimetre: its width, and its rows of three bytes for a dot."""
    command = ["pdftoppm", "-r", "254", "-f", str(page), "-singlefile", str(pdf)]
    drawn = subprocess.run(command, check=True, capture_output=True).stdout
    _kind, size, _depth, found = drawn.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, [found[row * width * 3 : (row + 1) * width * 3] for row in range(height)]


def is_red(row: bytes) -> bool:
    return re.search(rb"(?:\xff\x00\x00){2}", row) is not None


@needs_writer
def test_a_red_head_stands_where_the_standard_has_it(tmp_path: Path) -> None:
    """The mark begins 35 mm below the type area's edge, the red rule is 4 mm below the number, and 版记 ends the type area."""
    fields = dict.fromkeys(("标题", "主送", "会议", "时间", "地点", "参加人员", "请假", "主办单位"), "甲")
    fields |= dict.fromkeys(COMMON, "甲") | {"文号": "示例〔2023〕1号", "议程": ["甲"], "回执行": [""]}
    render(TEMPLATES / "会议通知.docx", fields, tmp_path / "甲.docx")
    pages = printed([tmp_path / "甲.docx"], tmp_path)[tmp_path / "甲.docx"]
    _width, rows = dots(tmp_path / "甲.pdf", 1)
    red = [number for number, row in enumerate(rows) if is_red(row)]
    assert red[0] / 10 == pytest.approx(37 + 35, abs=1)
    rule = next(number for number in red if number > red[0] + 200)
    black = max(number for number in range(red[0] + 150, rule - 1) if min(rows[number]) < 110)
    assert (rule - black) / 10 == pytest.approx(4, abs=1)
    (imprint,) = [word for word in pages[-1].words if word[-1].endswith("印发")]
    assert (297 - 35 - 20) * MM < imprint[1] < imprint[3] < (297 - 35) * MM
