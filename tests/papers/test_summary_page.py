"""The page of a summary: whole, true to the screen and to the traces, readable without eyes or mouse, and telling each what he may see."""

from __future__ import annotations

import re
import shutil
import subprocess
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from liaison.columns import PUBLIC
from liaison.formats.seen import PROFILES
from liaison.nouns.registry import NOUNS
from tests import browser
from tests.commands import Run, assert_one_sentence
from tests.pages import Tag, page, table

PHONE = re.compile(r"(?<!\d)(1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)")
TEMPLATE = Path(__file__).resolve().parents[2] / "templates" / "page" / "总结.html"


def made(run: Run, line: str = "report year 2023", *more: str) -> Tag:
    file = Path("页.html")
    run([*line.split(), "--html", "-o", str(file), "--force", *more])
    return page(file)


def figures(found: Tag) -> dict[str, Tag]:
    """The figures' parts by their keys."""
    return {one.attributes["id"]: one for one in found.all("details")}


def told(figure: Tag) -> list[str]:
    """What the line of a figure says, without what only a listener is told."""
    return [
        "".join(one for one in span.inside if isinstance(one, str)).strip()
        for span in figure.one("summary").inside
        if isinstance(span, Tag) and span.name == "span"
    ]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", text))


# -- whole ------------------------------------------------------------------------------------------------------------


def test_it_needs_nothing_but_itself(example: Run) -> None:
    found = made(example)
    assert not found.all("script", "link", "iframe", "object")
    assert not [one for one in found.all() if {"srcset", "onclick", "onload"} & one.attributes.keys()]
    shown = [one for one in found.all() if "src" in one.attributes]
    assert all(one.name == "img" and one.attributes["src"].startswith("data:image/") for one in shown)
    assert all(one.attributes["alt"] for one in shown)
    assert all(one.attributes["href"].startswith("#") for one in found.all("a"))
    style = found.one("style").text
    assert "url(" not in style
    assert "@import" not in style


def test_it_can_be_read_without_eyes(example: Run) -> None:
    found = made(example)
    assert found.one("html").attributes["lang"] == "zh-CN"
    assert "2023年度工作总结" in found.one("head").one("title").text
    for landmark in ("header", "nav", "main", "footer", "h1"):
        found.one(landmark)
    levels = [int(one.name[1]) for one in found.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [one.attributes["id"] for one in found.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    links = [one.attributes["href"][1:] for one in found.all("a")]
    assert set(links) <= set(ids)
    assert links[0] == found.one("main").attributes["id"]
    for one in found.all("table"):
        assert one.one("caption").text
        head, *rows = one.all("tr")
        assert all(cell.attributes["scope"] == "col" for cell in head.all("th"))
        assert all(cell.text for cell in head.all("th"))
        assert rows
        assert all([cell.attributes["scope"] for cell in row.all("th")] == ["row"] for row in rows)
        assert len({len(row.all("th", "td")) for row in one.all("tr")}) == 1
    for one in found.all("svg"):
        hidden = one.attributes.get("aria-hidden") == "true"
        assert hidden or (one.attributes["role"] == "img" and one.attributes["aria-label"])
    for box in found.all(kind="box"):
        assert box.attributes["tabindex"] == "0"
        assert box.attributes["aria-label"]


def test_what_is_written_in_the_records_is_text(example: Run) -> None:
    name = "示例<script>alert(1)</script>&\"'<b>"
    example(["activity", "edit", "A2023-002", "--title", name])
    found = made(example)
    assert not found.all("script", "b")
    assert any(name in one.text for one in figures(found)["activities_held"].all("td"))


@pytest.mark.parametrize(
    "line",
    [
        "report year 2022",
        "report year 2023 --half 1",
        "report term 4",
        "report period --from 2023-03-01 --to 2023-05-31",
        "report year 2012",
    ],
)
def test_every_period_has_its_page(example: Run, line: str) -> None:
    found = made(example, line)
    assert found.one("h1").text
    for one in example.json(line)["figures"]:
        if one["key"] in (parts := figures(found)) and one["value"] is not None:
            now = told(parts[one["key"]])[1]
            value = Decimal(str(one["value"])) * (100 if "%" in now else 1)
            assert number(now) == pytest.approx(value, abs=Decimal("0.06"))


def test_a_council_with_nothing_has_a_page_too(council: Run) -> None:
    found = made(council, "report year 2023")
    assert figures(found)
    assert found.one("ol").all("li")


# -- true -------------------------------------------------------------------------------------------------------------


def test_figures_stand_as_on_the_screen(example: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = example("report year 2023").stdout.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("----")) + 1
    end = next(place for place, line in enumerate(lines) if line.startswith("注："))
    assert [told(one) for one in figures(made(example)).values()] == [
        line.split() for line in lines[start:end]
    ]


def test_sentences_stand_as_in_the_json(example: Run) -> None:
    found = made(example)
    assert [one.text for one in found.one("ol", kind="said").all("li")] == example.json("report year 2023")[
        "notes"
    ]


def test_each_figure_opens_its_definition_and_its_rows(example: Run) -> None:
    definitions = {one["key"]: one["definition"] for one in example.json("report year 2023")["figures"]}
    for key, part in figures(made(example)).items():
        more = part.one(kind="more")
        assert f"口径：{definitions[key]}" in more.text
        rows = example.json(f"report year 2023 --trace {key}")["rows"]
        cells = table(more.one("table"))[1:] if rows else []
        assert len(cells) == len(rows), key
        if rows:
            first = next(iter(rows[0]))
            texts = [
                str(row[first]) for row in rows if isinstance(row[first], str) and first in ("code", "number")
            ]
            assert not texts or [row[0] for row in cells] == texts, key
        else:
            assert not more.all("table")
            assert "没有计入的行。" in more.text or "没有明细" in more.text, key


def test_lists_hold_every_row(example: Run) -> None:
    found, answer = made(example), example.json("report year 2023")
    tables = {one.one("caption").text: table(one) for one in found.one("main").all("table")}

    def column(title: str, head: str) -> list[str]:
        place = tables[title][0].index(head)
        return [row[place] for row in tables[title][1:]]

    assert column("成员单位", "编号") == [one["code"] for one in answer["members"]]
    assert column("共建项目", "项目名称") == [one["name"] for one in answer["projects"]]
    assert column("各月活动", "场次") == [str(one["activities"]) for one in answer["activities"]["by_month"]]
    assert [*map(number, column("专项资金（元）", "到账"))] == [
        Decimal(one["received"]) for one in answer["funds"]
    ]
    for project in answer["projects"]:
        for one in project["indicators"]:
            title = f"{one['name']}各月{one['rule']}（{project['name']}）"
            value = "sum" if one["rule"] == "合计" else "total"
            shown = [number(text) if text else None for text in (row[1] for row in tables[title][1:])]
            assert shown == [month[value] and Decimal(str(month[value])) for month in one["months"]]
    years = tables["近五年对照"]
    assert [row[0] for row in years[1:]] == [told(one)[0] for one in figures(found).values()]


# -- drawn ------------------------------------------------------------------------------------------------------------


def _bars(svg: Tag, colour: str) -> list[tuple[str, float]]:
    """What the bars of a colour say, and how high they are."""
    return [
        (bar.one("title").text, float(bar.attributes["height"]))
        for bar in svg.all("rect", kind=colour)
        if bar.inside
    ]


def test_bars_are_as_high_as_their_figures(example: Run) -> None:
    found, answer = made(example), example.json("report year 2023")
    svg = next(
        one for one in found.all("svg") if one.attributes.get("aria-label") == "各月活动场次与参加人次"
    )
    months = answer["activities"]["by_month"]
    bars = _bars(svg, "c0")
    assert [said for said, _ in bars] == [f"{one['month']} 举办活动：{one['activities']}场" for one in months]
    unit = bars[0][1] / months[0]["activities"]
    assert [height for _, height in bars] == pytest.approx(
        [one["activities"] * unit for one in months], abs=0.02
    )
    dots = svg.all("circle")
    assert len(dots) == len(months)
    foot = max(float(one.attributes["y1"]) for one in svg.all("line"))
    heights = [foot - float(dot.attributes["cy"]) for dot in dots]
    unit = heights[0] / months[0]["people"]
    assert heights == pytest.approx([one["people"] * unit for one in months], abs=0.05)


def test_this_year_stands_beside_the_last(example: Run) -> None:
    answer = {one["key"]: one for one in example.json("report year 2023")["figures"]}
    for key, part in figures(made(example)).items():
        now, before = (float(answer[key][which] or 0) for which in ("value", "previous"))
        pairs = part.one("summary").all("svg")
        if answer[key]["value"] is None or answer[key]["previous"] is None or not (now or before):
            assert not pairs, key
            continue
        widths = [float(bar.attributes["width"]) for bar in pairs[0].all("rect")]
        assert widths == pytest.approx([one / max(now, before) * 100 for one in (now, before)], abs=0.01), key


def test_years_below_nothing_hang_from_the_line() -> None:
    from liaison.formats.svg import Series, bars, lying, pair

    drawn = bars("结余", ["甲", "乙"], [Series("结余", "元", [-50.0, 100.0], ["-50", "100"])])
    found = Tag("page")
    file = Path("图.html")
    file.write_text(drawn, encoding="utf-8")
    found = page(file)
    zero = float(found.one("line", kind="zero").attributes["y1"])
    below, above = found.all("rect")
    assert float(below.attributes["y"]) == pytest.approx(zero)
    assert float(above.attributes["y"]) + float(above.attributes["height"]) == pytest.approx(zero)
    assert float(above.attributes["height"]) == pytest.approx(2 * float(below.attributes["height"]), abs=0.02)
    assert pair(-1, 2) == pair(None, 2) == pair(0, 0) == ""
    assert "&lt;b&gt;" in lying("<b>", ["<b>"], Series("<b>", "", [None], ["<b>"]))


# -- told to whom -----------------------------------------------------------------------------------------------------


@pytest.fixture
def planted(example: Run) -> Run:
    """The example council, with persons and phones wherever they can stand."""
    example("member edit M001 --secretary 示例书记乙 --contact 示例联络员丙 --phone 13800001234")
    example("activity edit A2023-002 --title 示例报名电话13800005678")
    return example


def _kept_back(run: Run) -> set[str]:
    """Every name of a person and every phone of the council."""
    found: set[str] = set()
    for noun in ("member", "body", "matter"):
        for record in run.json(f"{noun} list --reveal"):
            for column in NOUNS[noun].columns:
                person = column.key in ("secretary", "contact", "contact_post", "owner")
                if (person or column.private) and (value := record.get(column.key)):
                    found.add(value)
    assert {"示例联络员丙", "示例书记乙", "13800001234"} <= found
    return found


def test_the_public_is_told_of_no_person(planted: Run) -> None:
    names = _kept_back(planted)
    text = made(planted, "report year 2023", "--profile", "public").one("body").pieces
    assert not [name for name in names if name in text]
    assert not PHONE.search(text)
    assert "13800005678" not in text
    assert "示例报名电话138****5678" in text
    assert "联络员" not in re.sub("联络员会议", "", text)
    assert PROFILES["public"].note in text
    inside = made(planted).one("body").pieces
    assert {"示例联络员丙", "示例报名电话13800005678"} <= set(inside.splitlines())
    assert PROFILES["public"].note not in inside


def test_members_are_told_of_persons_but_of_no_phone(planted: Run) -> None:
    text = made(planted, "report year 2023", "--profile", "成员单位").one("body").pieces
    assert "示例联络员丙" in text
    assert not PHONE.search(text)


def test_the_public_is_not_told_who_closed_the_year(example: Run) -> None:
    example("year close 2022 --yes")
    assert "由测试结账" in made(example, "report year 2022").text
    assert "测试" not in made(example, "report year 2022", "--profile", "public").text


def test_every_column_of_a_person_says_so() -> None:
    """Whoever adds a column that names a person, or a phone, says so: by its label and its synonyms it is known here."""
    named = re.compile(r"联络员|联系人|责任人|经办人|出席人|书记|姓名|专家|党员姓名")
    phone = re.compile(r"电话|手机|联系方式")
    for noun in NOUNS.values():
        for column in noun.columns:
            told_by = "、".join((column.label, *column.synonyms))
            if phone.search(told_by):
                assert column.private, f"{noun.name}.{column.key}"
            elif named.search(told_by):
                assert column.reader != PUBLIC, f"{noun.name}.{column.key}"


# -- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("--html --profile 邻居", 2, "--profile"),
        ("--html --xlsx", 2, "不能同时写成 CSV 或 Excel"),
        ("--html --csv", 2, "不能同时写成 CSV 或 Excel"),
        ("--html -o 页.xlsx", 2, "不能同时写成 CSV 或 Excel"),
        ("--html -o 页.txt", 2, "不知道"),
        ("--html --trace members_end", 2, "只能写一种"),
        ("-o 页.html --explain members_end", 2, "只能写一种"),
        ("--html --reveal --profile public", 2, "不显示完整电话"),
        ("--html -o 没有/页.html", 5, "不存在"),
    ],
)
def test_what_cannot_be_is_refused(example: Run, line: str, code: int, said: str) -> None:
    assert_one_sentence(example(f"report year 2023 {line}", code), said)
    assert not list(Path().glob("*.html"))


def test_where_it_goes(example: Run) -> None:
    assert "已写入 金融外滩-2023年度总结.html" in example("report year 2023 --html").stdout
    assert "已经存在" in example("report year 2023 --html", 4).stderr
    assert example.json("report year 2023 --html --profile public") == {
        "file": "金融外滩-2023年度总结（公开）.html",
        "profile": "public",
    }
    example("report year 2023 -o 别处.HTML")
    assert page(Path("别处.HTML")).one("h1")


def test_a_long_list_is_cut_and_says_so(example: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from liaison.papers.summary import page as paper

    monkeypatch.setattr(paper, "_MOST_ROWS", 10)
    held = figures(made(example))["activities_held"]
    assert len(table(held.one("table"))) == 11
    assert "只列出前 10 行，还有 26 行" in held.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 没有的 }}", "填不上的内容（没有的）"),
        ("{{ ''.__class__.__mro__ }}", "程序"),
        ("{% for one in figures %}", "写得不对"),
        ("{{ figures + 1 }}", "读不出来"),
    ],
)
def test_a_template_of_the_house(example: Run, monkeypatch: pytest.MonkeyPatch, text: str, said: str) -> None:
    folder = Path("模板/page")
    folder.mkdir(parents=True)
    monkeypatch.setenv("LIAISON_TEMPLATES", str(folder.parent))
    own = folder / TEMPLATE.name
    own.write_text("<p>{{ title }}</p>", encoding="utf-8")
    assert made(example).text == "2023年度工作总结"
    own.write_text(text, encoding="utf-8")
    assert_one_sentence(example("report year 2023 --html -o 又一页.html", 5), said)
    assert not Path("又一页.html").exists()


# -- seen -------------------------------------------------------------------------------------------------------------

needs_browser = pytest.mark.skipif(not browser.is_there(), reason="Chromium with its driver shows the page")

CONTRAST = """
const light = c => { const [r,g,b] = c.map(v => { v /= 255; return v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4 });
  return .2126*r + .7152*g + .0722*b };
const of = text => text.match(/[\\d.]+/g).map(Number);
const behind = e => { for (; e; e = e.parentElement) { const c = of(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] > 0) return c.slice(0, 3) } return [255, 255, 255] };
document.querySelectorAll('details').forEach(one => one.open = true);
const poor = [];
for (const e of document.querySelectorAll('body *')) {
  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (!own || e.closest('title')) continue;
  const style = getComputedStyle(e), ink = of(e.closest('svg') ? style.fill : style.color).slice(0, 3);
  const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
  if ((a + .05) / (b + .05) < 4.5) poor.push(e.outerHTML.slice(0, 120));
}
return poor;
"""
WIDE = """
document.querySelectorAll('details').forEach(one => one.open = true);
const root = document.documentElement;
const out = [...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1
  && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex !== 0);
return [root.scrollWidth, window.innerWidth, out.length, performance.getEntriesByType('resource').length];
"""


@needs_browser
def test_in_a_browser(example: Run, tmp_path: Path) -> None:
    """No window makes the page scroll sideways, all letters stand out, a keyboard reaches everything, and it prints on A4."""
    made(example)
    file = tmp_path / "页.html"
    with browser.browser(tmp_path) as shown:
        for dark in (False, True):
            for width in (320, 1280, 3840):
                shown.open(file, width, dark=dark)
                assert shown.run(WIDE) == [width, width, 0, 0]
            assert shown.run(CONTRAST) == []
        shown.open(file, 1280)
        shown.press("Tab")
        assert shown.run("return document.activeElement.className") == "skip"
        shown.press("Enter")
        shown.press("Tab")
        assert shown.run("return document.activeElement.tagName") == "SUMMARY"
        shown.press("Enter")
        assert shown.run("return document.activeElement.parentElement.open") is True
        shown.open(file, 1280, dark=True)
        shown.print(tmp_path / "页.pdf")
        assert (tmp_path / "页.pdf").read_bytes().startswith(b"%PDF")
        if shutil.which("pdftotext"):
            _printed(tmp_path / "页.pdf", page(file))


def _printed(pdf: Path, found: Tag) -> None:
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True).stdout.decode()
    assert "(A4)" in info
    *pages, last = text.split("\f")
    assert not last
    assert all(len(one.split()) > 5 for one in pages), "a page is all but empty"
    whole = re.sub(r"\s", "", text)
    for one in figures(found).values():
        assert "".join(told(one)[:3]) in whole
        assert re.sub(r"\s", "", one.one(kind="more").all("p")[0].text) in whole
    assert "的明细" not in whole
