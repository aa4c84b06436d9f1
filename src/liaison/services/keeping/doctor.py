"""The examination of a council's database: what was looked at, what was found, and what mends it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from liaison.columns import Column, Noun, Record
from liaison.figures.check import Problem, checks
from liaison.nouns.keeping.attach import ATTACHMENT
from liaison.nouns.registry import NOUNS, kept
from liaison.queries.keeping.changes import called, places
from liaison.queries.keeping.doctor import broken_references, columns, entries, faults_of_file, size
from liaison.queries.records import records
from liaison.resources import newest_migration
from liaison.settings import Place
from liaison.store.attached import SHARED, attached, is_whole
from liaison.store.attached import folder_of as folder_of_files
from liaison.store.database import Database
from liaison.store.kept import backups, folder_of
from liaison.store.proof import Flaw, chain_flaws, row_flaws
from liaison.store.sweeping import swept

_Found = TypeVar("_Found")
_TOLD = 5
"""Findings of one check that are told one by one."""
_OPEN = 0o077
_BACKUP = "请用最近的备份恢复：liaison restore 备份文件。"
_JOURNAL = "请查明是谁绕过程序改的；要回到改动以前，用那以前的备份：liaison restore 备份文件。"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is as it should be, what was found, and what to do."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def examine(database: Database, *, deep: bool = False, sweep: bool = False) -> Iterator[Finding]:
    """Look at everything, one thing after the other; ``deep`` reads every attached file to its end, ``sweep`` removes those that
    were left by a program that died while it attached them."""
    place = database.place
    yield Finding("数据位置", True, _where(place))
    lacking = list(_lacking(columns(database)))
    yield _all_good("表结构", lacking, str, f"版本 {newest_migration()}，与程序一致", _BACKUP)
    if lacking:
        return
    if database.dialect == "sqlite":
        yield _all_good("文件完整性", faults_of_file(database), str, "没有坏页", _BACKUP)
    yield _all_good("引用", broken_references(database), _reference, "没有断开的引用", _BACKUP)
    yield _all_good("日志链", chain_flaws(database), _chain, _entries(database), _JOURNAL)
    yield _all_good("记录与日志", row_flaws(database), _row, "每行都与日志的最后一笔相同", _JOURNAL)
    for check in checks():
        yield _all_good(
            check.label, check.ask(database), _problem, "没有发现问题", "请用各自的 edit 命令改正。"
        )
    yield from _files(database, deep=deep, sweep=sweep)
    if place.path is not None:
        yield _permissions(place)
    yield _last_backup(place)


def _lacking(there: dict[str, set[str]]) -> Iterator[str]:
    """Tables and columns that this program's revision has and the database has not."""
    for noun in kept():
        wanted = {noun.table: {column.store for column in noun.columns if column.store}}
        wanted |= {
            link.table: {link.owner, link.value, *(["role"] if link.role else [])}
            for column in noun.linked
            if (link := column.link)
        }
        for table, own in wanted.items():
            if table not in there:
                yield f"没有{_called(table)}的表"
            elif missing := sorted(own - there[table]):
                yield f"{_called(table)}的表里缺少 {'、'.join(missing)}"


def _all_good(
    name: str, found: Iterable[_Found], told: Callable[[_Found], str], fine: str, mend: str
) -> Finding:
    """A check that finds something, or nothing; the first few are told one by one."""
    first: list[str] = []
    count = 0
    for count, one in enumerate(found, 1):
        if count <= _TOLD:
            first.append(told(one))
    if not count:
        return Finding(name, True, fine)
    more = f"；另有 {count - _TOLD} 处" if count > _TOLD else ""
    return Finding(name, False, "；".join(first) + more, mend)


def _problem(one: Problem) -> str:
    return f"{NOUNS[one.noun].label}“{one.record}”{one.sentence}"


def _where(place: Place) -> str:
    if place.path is None:
        return f"PostgreSQL {place}"
    return f"{place.path}（{size(place.path) / 2**20:.1f} MB）"


def _entries(database: Database) -> str:
    return f"{entries(database)} 条，逐条重算无误"


def _reference(broken: tuple[str, int | None, str]) -> str:
    table, key, other = broken
    return f"{_called(table)}第 {key} 行指向的{_called(other)}不存在"


def _called(table: str) -> str:
    """A table as people call what it holds."""
    noun, columns = _place(table)
    return called(table, noun) + (f"的{'、'.join(column.label for column in columns)}" if columns else "")


def _place(table: str) -> tuple[Noun | None, tuple[Column, ...]]:
    return places().get(table, (None, ()))


def _chain(flaw: Flaw) -> str:
    match flaw.kind:
        case "gone":
            last = f" 到第 {flaw.until} 条" if flaw.until > flaw.entry else " 条"
            return f"日志第 {flaw.entry}{last}不见了"
        case "image":
            return f"日志第 {flaw.entry} 条里{_called(flaw.table)}第 {flaw.key} 行的内容被改过"
    return f"日志第 {flaw.entry} 条被改过，或它前面的被动过"


def _row(flaw: Flaw) -> str:
    named = f"{_called(flaw.table)}“{_title(flaw.table, flaw.row or {})}”"
    match flaw.kind:
        case "lost":
            return f"{named}不见了（日志第 {flaw.entry} 条还在）"
        case "foreign":
            return f"{named}不是用程序登记的"
        case "between":
            return f"{named}在日志第 {flaw.entry} 条以前被绕过程序改过{_columns(flaw)}"
    return f"{named}被绕过程序改过{_columns(flaw)}（日志第 {flaw.entry} 条以后）"


def _columns(flaw: Flaw) -> str:
    """Which columns, by their labels; no value is told, for it may be somebody's phone."""
    noun, _columns_of = _place(flaw.table)
    labels = {column.store: column.label for column in noun.columns if column.store} if noun else {}
    named = "、".join(labels.get(key, key) for key in flaw.columns)
    return f"：{named}" if named else ""


def _title(table: str, row: Record) -> str:
    """What a row is called, as far as it tells itself."""
    noun, columns = _place(table)
    if noun is not None and not columns:
        keys = [key for key in ("code", noun.called) if key in noun and noun[key].store in row]
        if named := " ".join(
            str(row[noun[key].store]) for key in dict.fromkeys(keys) if row[noun[key].store]
        ):
            return named
    return f"第 {row.get('id')} 行"


def _files(database: Database, *, deep: bool, sweep: bool) -> Iterator[Finding]:
    """The attached files: whether each is there and whole, and what is nobody's."""
    folder, wanted = folder_of_files(database), attached(database)
    wrong = {one.sha256 for one in wanted if not is_whole(folder, one, deep=deep)}
    rows = records(database, ATTACHMENT) if wrong else []
    told = (f"{ATTACHMENT.title(row)}（{row['of']}）" for row in rows if row["sha256"] in wrong)
    how = "摘要逐个核对无误" if deep else "大小相符；逐个核对摘要请加 --deep"
    fine = f"{len(wanted)} 个文件都在，{how}" if wanted else "没有附件"
    mend = f"文件不在“{folder}”里，或被改过：请从备份旁边的“{SHARED}”文件夹拷回，或用备份恢复。"
    yield _all_good("附件", told, str, fine, mend)
    idle, new = swept(database, remove_them=sweep)
    if not idle:
        return
    if sweep:
        rest = f"，不到一小时的 {new} 个先留着" if new else ""
        yield Finding("多余的附件", True, f"清掉 {len(idle) - new} 个{rest}")
    else:
        yield Finding(
            "多余的附件",
            True,
            f"{len(idle)} 个文件没有登记（添加附件时中断留下的）",
            "清掉它们：liaison doctor --sweep",
        )


def _permissions(place: Place) -> Finding:
    assert place.path is not None
    mode = place.path.stat().st_mode & 0o777
    if os.name != "posix" or not mode & _OPEN:
        return Finding("权限", True, f"只有本人能读写（{mode:04o}）" if os.name == "posix" else "由系统管理")
    told = f"别人也能读数据库文件（{mode:04o}）"
    return Finding("权限", False, told, f"请运行 chmod 600 {place.path}")


def _last_backup(place: Place) -> Finding:
    kept = backups(folder_of(place))
    if not kept:
        return Finding("备份", True, "还没有备份", "做一份：liaison backup")
    newest = kept[0]
    return Finding(
        "备份",
        True,
        f"共 {len(kept)} 份，最近一份 {newest.moment:%Y-%m-%d %H:%M}（{newest.why}）：{newest.file}",
    )
