"""Which database is meant, and that no shape of an address shows its password."""

from __future__ import annotations

from pathlib import Path

import pytest

from liaison.errors import Unreadable
from liaison.settings import Place, hidden, place
from tests.commands import Run, invoke

SECRET = "geheim"
GOOD = {
    "postgresql://u:geheim@127.0.0.1:1/d": "127.0.0.1:1/d",
    "postgres://u:geheim@127.0.0.1:1/d": "127.0.0.1:1/d",
    "postgresql+psycopg://u:geheim@127.0.0.1:1/d": "127.0.0.1:1/d",
    "PostgreSQL://u:geheim@127.0.0.1:1/d": "127.0.0.1:1/d",
    "postgresql://127.0.0.1:1/d?user=u&password=geheim": "127.0.0.1:1/d",
    "postgresql://u:geheim@[::1]:1/d": "::1:1/d",
    "host=127.0.0.1 port=1 dbname=d password=geheim": "127.0.0.1:1/d",
    "host=127.0.0.1 port=1 password='geheim und mehr'": "127.0.0.1:1",
    "  host = 127.0.0.1  password = geheim": "127.0.0.1",
    "password=geheim": "PostgreSQL",
}
BAD = [
    "postgresql://u:geheim",
    "postgresql://u:ge@geheim@127.0.0.1:1/d",
    "postgresql:/u:geheim@h/d",
    "postgresql://u:%geheim@h/d",
    "postgres u:geheim",
    "u:geheim@127.0.0.1/d",
    "mysql://u:geheim@h/d",
    "jdbc:postgresql://h/d?password=geheim",
    "host=127.0.0.1 password=geheim port",
    "postgresql://h/d?passwort=geheim",
]


@pytest.mark.parametrize(("text", "shown"), GOOD.items())
def test_an_address_is_shown_without_its_password(text: str, shown: str) -> None:
    pytest.importorskip("psycopg")
    assert str(place(text)) == shown


@pytest.mark.parametrize("text", BAD)
def test_what_looks_like_an_address_and_is_none_is_refused(text: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(Unreadable) as error:
        place(text)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_no_command_tells_the_password_or_makes_a_file_of_it(text: str, tmp_path: Path) -> None:
    for line in (
        ["--db", text, "member", "list"],
        ["member", "list", "--db", text, "--json"],
        ["init", "甲", "--db", text],
    ):
        result = invoke(line)
        assert result.code in (2, 6)
        assert SECRET not in result.stdout + result.stderr
    assert not [path for path in tmp_path.rglob("*") if SECRET in path.name or "=" in path.name]


@pytest.mark.parametrize("name", ["册:2023.db", "a=b.db", "郵@件.db", "C:council.db", "文件夹/u:v@w.db"])
def test_a_file_may_have_an_odd_name(name: str) -> None:
    assert place(name) == Place(path=Path(name))


def test_an_empty_or_unknown_place_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke(["--db", "", "member", "list"]).code == 2
    assert invoke(["member", "list", "--db", ""]).code == 2
    assert invoke(["--db", "~没有这个人/a.db", "member", "list"]).code == 2
    monkeypatch.setenv("LIAISON_TODAY", "\x1b[31m后天")
    result = invoke(["member", "list", "--db", "没有.db"])
    assert result.code in (2, 6)
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("an postgresql://u:geheim@h/d scheiterte", "an postgresql://u:***@h/d scheiterte"),
        ("password='ge\\'heim x' host=h", "password=*** host=h"),
        ("…?user=u&password=geheim&x=1", "…?user=u&password=***&x=1"),
        ("没有密码的一句话。", "没有密码的一句话。"),
    ],
)
def test_a_password_in_a_sentence_is_hidden(text: str, rest: str) -> None:
    assert hidden(text) == rest
