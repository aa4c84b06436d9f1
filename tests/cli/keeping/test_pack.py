"""pack and unpack: a whole council in one file, proved by another program; nothing is put in place before all is proved."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import bagit
import pytest

from liaison.settings import data_folder
from tests.cli.keeping.test_attach import PHOTO, lying, named
from tests.commands import Run, assert_one_sentence, dump
from tests.torture.soundness import faults_of

TEMPLATE = '[files]\nsummary = "示例-{period}"\n'


@pytest.fixture
def held(council: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A council with two files, one of them taken away again, and a template of the house's own."""
    monkeypatch.setenv("LIAISON_TODAY", "2023-12-31")
    council("member add 甲银行 --category 银行 --joined 2018-06-01")
    (tmp_path / "合影.jpg").write_bytes(PHOTO)
    (tmp_path / "错的.pdf").write_bytes(b"%PDF wrong")
    council("attach 甲银行 合影.jpg 错的.pdf")
    council("attach remove D002 --yes")
    own = data_folder() / "templates"
    (own / "papers").mkdir(parents=True)
    (own / "summary.toml").write_text(TEMPLATE, encoding="utf-8")
    (own / "papers" / "会议纪要.docx").write_bytes(b"example")
    return council


def laid_out(file: Path, folder: Path) -> Path:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    (top,) = folder.iterdir()
    return top


def records(place: str) -> dict[str, list[tuple[object, ...]]]:
    return dump(place)


def test_a_package_is_a_bag_that_another_program_finds_whole(held: Run, tmp_path: Path) -> None:
    made = held.json("pack 移交.zip")
    assert made == {
        "file": "移交.zip",
        "bytes": (tmp_path / "移交.zip").stat().st_size,
        "council": "示例联席会议",
        "rows": made["rows"],
        "entries": len(held.json("log list")),
        "attachments": 2,
        "templates": 2,
    }
    assert stat.S_IMODE((tmp_path / "移交.zip").stat().st_mode) == 0o600
    top = laid_out(tmp_path / "移交.zip", tmp_path / "看")
    bag = bagit.Bag(str(top))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["External-Description"] == "示例联席会议"
    assert lying(top / "data" / "附件") == named(PHOTO, b"%PDF wrong")
    assert (top / "data" / "templates" / "summary.toml").read_text(encoding="utf-8") == TEMPLATE
    assert dump(str(top / "data" / "council.db")) == held.dump()
    assert faults_of(top / "data" / "council.db") == []
    oxum = sum(path.stat().st_size for path in (top / "data").rglob("*") if path.is_file())
    assert bag.info["Payload-Oxum"] == f"{oxum}.5"


def test_what_was_packed_comes_out_as_it_was(
    held: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held("pack 移交.zip")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "另一台"))
    made = held.json("unpack 移交.zip -o 深/新.db", 0)
    other = tmp_path / "深" / "新.db"
    assert (made["database"], made["council"]) == ("深/新.db", "示例联席会议")
    assert dump(str(other)) == held.dump()
    assert lying(Path(f"{other}.附件")) == named(PHOTO, b"%PDF wrong")
    assert held.json(["doctor", "--deep", "--db", other])["ok"]
    assert faults_of(other) == []
    for path in (other, *Path(f"{other}.附件").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert {path.name for path in other.parent.iterdir()} == {"新.db", "新.db.附件"}
    assert lying(data_folder() / "templates") == {
        "summary.toml": TEMPLATE.encode(),
        "papers/会议纪要.docx": b"example",
    }
    undone = held(["undo", "--yes", "--db", other]).stdout
    assert "错的.pdf" in undone, "what was removed can be had back from the package too"
    assert held.json(["doctor", "--deep", "--db", other])["ok"]


def test_a_server_s_council_is_brought_where_it_is_told(held: Run, tmp_path: Path, postgresql: str) -> None:
    from tests.conftest import _drop, schema

    held("pack 移交.zip")
    place = schema(postgresql)
    held(["unpack", "移交.zip", "--db", place])
    assert dump(place)["attachment"] == held.dump()["attachment"]
    assert held.json(["doctor", "--deep", "--db", place])["ok"]
    assert_one_sentence(held(["unpack", "移交.zip", "--db", place], 4), "示例联席会议")
    _drop(place)


def test_nothing_that_is_there_is_overwritten(
    held: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held("pack 移交.zip")
    assert_one_sentence(held("pack 移交.zip", 4), "已经存在")
    held("pack 移交.zip --force")
    assert_one_sentence(held("pack 移交.bak", 2), ".zip")
    assert_one_sentence(held("pack 没有/移交.zip", 5), "不存在")
    (tmp_path / "有的.db").write_bytes(b"somebody's")
    assert_one_sentence(held("unpack 移交.zip -o 有的.db", 4), "没有覆盖")
    assert_one_sentence(held("unpack 移交.zip -o 有的.db --force", 4), "没有覆盖")
    assert (tmp_path / "有的.db").read_bytes() == b"somebody's"
    assert_one_sentence(held("unpack 移交.zip", 4))
    assert_one_sentence(held("unpack 没有.zip -o 新.db", 5), "没有打包文件")
    own = data_folder() / "templates" / "summary.toml"
    own.write_text("[files]\n", encoding="utf-8")
    told = held("unpack 移交.zip -o 新.db")
    assert "summary.toml 和这里已有的不同" in told.stderr
    assert own.read_text(encoding="utf-8") == "[files]\n"


# -- what came from elsewhere ------------------------------------------------------------------------------------------


Entries = list[tuple[zipfile.ZipInfo, bytes]]


def entries_of(file: Path) -> Entries:
    with zipfile.ZipFile(file) as archive:
        return [(entry, archive.read(entry)) for entry in archive.infolist()]


def packed_again(file: Path, entries: Entries) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)


def resealed(entries: Entries) -> Entries:
    """The same with manifests that fit, as somebody would write them who means ill."""
    top = entries[0][0].filename.split("/")[0]
    kept = [one for one in entries if "manifest" not in one[0].filename]
    told = {entry.filename.removeprefix(f"{top}/"): hashlib.sha256(body).hexdigest() for entry, body in kept}
    payload = "".join(f"{digest}  {path}\n" for path, digest in told.items() if path.startswith("data/"))
    tags = {path: digest for path, digest in told.items() if not path.startswith("data/")}
    tags["manifest-sha256.txt"] = hashlib.sha256(payload.encode()).hexdigest()
    tag_lines = "".join(f"{digest}  {path}\n" for path, digest in tags.items())
    return [
        *kept,
        (zipfile.ZipInfo(f"{top}/manifest-sha256.txt"), payload.encode()),
        (zipfile.ZipInfo(f"{top}/tagmanifest-sha256.txt"), tag_lines.encode()),
    ]


def _top(entries: Entries) -> str:
    return entries[0][0].filename.split("/")[0]


def _named(name: str, body: bytes = b"x", mode: int = 0) -> Callable[[Entries], Entries]:
    def change(entries: Entries) -> Entries:
        entry = zipfile.ZipInfo(name.replace("TOP", _top(entries)))
        entry.external_attr = mode << 16
        return resealed([*entries, (entry, body)])

    return change


def _edited(
    part: str, change: Callable[[bytes], bytes], *, seal: bool = False
) -> Callable[[Entries], Entries]:
    def edit(entries: Entries) -> Entries:
        assert any(part in entry.filename for entry, _body in entries)
        found = [(e, change(body) if part in e.filename else body) for e, body in entries]
        return resealed(found) if seal else found

    return edit


def _without(part: str, *, seal: bool = False) -> Callable[[Entries], Entries]:
    def drop(entries: Entries) -> Entries:
        kept = [one for one in entries if part not in one[0].filename]
        assert len(kept) == len(entries) - 1
        return resealed(kept) if seal else kept

    return drop


def _bomb(entries: Entries) -> Entries:
    return resealed(
        [
            *entries,
            (
                zipfile.ZipInfo("TOP/data/templates/零.txt".replace("TOP", _top(entries))),
                b"\0" * (15 * 2**20),
            ),
        ]
        * 1
    ) + [
        (zipfile.ZipInfo(f"{_top(entries)}/data/templates/零{n}.txt"), b"\0" * (15 * 2**20)) for n in range(6)
    ]


def _newer(body: bytes) -> bytes:
    path = Path("newer.db")
    path.write_bytes(body)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    return path.read_bytes()


HOSTILE: dict[str, tuple[Callable[[Entries], Entries], int]] = {
    "a byte of a file": (_edited("附件/", lambda body: bytes([body[0] ^ 1]) + body[1:]), 5),
    "a byte of the database": (_edited("council.db", lambda body: body[:5000] + b"!" + body[5001:]), 5),
    "the manifest": (_edited("/manifest-sha256", lambda body: body.replace(b"data/templates/summary", b"data/templates/summari")), 5),
    "what the bag tells of itself": (_edited("bag-info", lambda body: body + b"X: y\n"), 5),
    "a file is gone": (_without("summary.toml"), 5),
    "the manifest is gone": (_without("/manifest-sha256"), 5),
    "the database is gone": (_without("council.db", seal=True), 5),
    "another file": (lambda entries: [*entries, (zipfile.ZipInfo(f"{_top(entries)}/data/templates/x.txt"), b"x")], 5),
    "up and out": (_named("TOP/data/templates/../../../../外面.txt"), 5),
    "from the root": (_named("/tmp/外面.txt"), 5),
    "beside the bag": (_named("外面.txt"), 5),
    "another folder": (_named("别的/data/templates/x.txt"), 5),
    "backslashes": (_named("TOP/data/templates/..\\..\\外面.txt"), 5),
    "a drive": (_named("TOP/data/templates/C:外面.txt"), 5),
    "a link": (_named("TOP/data/templates/链.txt", b"/etc/passwd", stat.S_IFLNK | 0o777), 5),
    "a pipe": (_named("TOP/data/templates/管.txt", b"", stat.S_IFIFO | 0o600), 5),
    "what does not belong there": (_named("TOP/data/run.sh"), 5),
    "a hidden file": (_named("TOP/data/templates/.bashrc"), 5),
    "a digest that is none": (_named("TOP/data/附件/ab/abcd"), 5),
    "a name twice": (_named("TOP/data/council.db"), 5),
    "a bomb": (_bomb, 5),
    "a file that is too large": (_named("TOP/data/templates/大.txt", os.urandom(21 * 2**20)), 5),
    "another form": (_edited("bag-info", lambda body: body.replace(b"Liaison-Package: 1", b"Liaison-Package: 2"), seal=True), 5),
    "a newer program's tables": (_edited("council.db", _newer, seal=True), 6),
    "no database": (_edited("council.db", lambda _body: b"not a database" * 100, seal=True), 5),
    "an older bag": (_edited("bagit.txt", lambda body: body.replace(b"1.0", b"0.97"), seal=True), 5),
}  # fmt: skip


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_does_not_prove_itself_whole_is_put_nowhere(held: Run, tmp_path: Path, what: str) -> None:
    held("pack 移交.zip")
    change, code = HOSTILE[what]
    packed_again(tmp_path / "改.zip", change(entries_of(tmp_path / "移交.zip")))
    shutil.rmtree(data_folder() / "templates")
    (tmp_path / "新").mkdir()
    before = {path for path in tmp_path.rglob("*") if path.name != "newer.db"}
    refused = held("unpack 改.zip -o 新/新.db", code)
    assert_one_sentence(refused)
    assert {path for path in tmp_path.rglob("*") if path.name != "newer.db"} == before, what


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_bag_that_was_packed_by_hand_again_is_taken(held: Run, tmp_path: Path) -> None:
    held("pack 移交.zip")
    top = laid_out(tmp_path / "移交.zip", tmp_path / "看")
    shutil.make_archive("再包", "zip", top.parent, top.name)
    held("unpack 再包.zip -o 新.db")
    assert dump("新.db") == held.dump()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_percent_sign_is_written_as_the_standard_says(held: Run, tmp_path: Path) -> None:
    """RFC 8493, 2.1.3; the library of the other tests reads that otherwise."""
    own = data_folder() / "templates" / "100%.docx"
    own.write_bytes(b"example")
    held("pack 移交.zip")
    top = laid_out(tmp_path / "移交.zip", tmp_path / "看")
    assert (top / "data" / "templates" / "100%.docx").read_bytes() == b"example"
    digest = hashlib.sha256(b"example").hexdigest()
    assert f"{digest}  data/templates/100%25.docx" in (top / "manifest-sha256.txt").read_text(
        encoding="utf-8"
    )
    own.unlink()
    held("unpack 移交.zip -o 新.db")
    assert own.read_bytes() == b"example"


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("cut", [0, 100, 0.5, 0.999])
def test_half_a_package_is_refused(held: Run, tmp_path: Path, cut: float) -> None:
    held("pack 移交.zip")
    whole = (tmp_path / "移交.zip").read_bytes()
    (tmp_path / "半.zip").write_bytes(whole[: int(cut if cut > 1 else cut * len(whole))])
    assert_one_sentence(held("unpack 半.zip -o 新.db", 5), "不是完整的打包文件")
    assert not list(tmp_path.glob("*新.db*"))


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_package_says_what_it_lacks(held: Run, tmp_path: Path) -> None:
    (next(iter(Path(f"{held.place}.附件").glob(f"*/{hashlib.sha256(PHOTO).hexdigest()}")))).unlink()
    packed = held("pack 移交.zip")
    assert "1 个附件的文件不在" in packed.stderr
    assert "1 个附件打包时就不在" in held("unpack 移交.zip -o 新.db").stderr


def test_what_is_no_council_is_not_packed(run: Run) -> None:
    assert_one_sentence(run("pack 移交.zip", 6), "还没有联席会议")
    assert not Path("移交.zip").exists()
