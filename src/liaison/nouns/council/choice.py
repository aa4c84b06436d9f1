"""The council's own words, list by list."""

from liaison.columns import Column, Noun
from liaison.kinds import Choice, Coded, Flag
from liaison.nouns.registry import NOUNS, names
from liaison.quantities import Ordinal

LISTS: dict[str, str] = {
    column.kind.list: column.label
    for name in names()
    if name != "choice"
    for column in NOUNS[name].columns
    if isinstance(column.kind, Choice)
}
"""Every list of words by its name, with the Chinese label of the columns that use it."""

CHOICE = Noun(
    name="choice",
    label="可选的词",
    table="choice",
    identity=(("list", "word"),),
    unique=False,
    workbook_only=True,
    keys=(("list", "word"),),
    fixed=("list", "word"),
    order="t.list, t.position",
    columns=(
        Column(
            "list",
            "选项表",
            Coded(words=tuple(LISTS.values()), english=tuple(LISTS)),
            required=True,
            examples=("类别", "类别", "科目"),
        ),
        Column("word", "词", required=True, examples=("示例类别一", "示例类别二", "示例科目")),
        Column("position", "次序", Ordinal(least=1), null=False, examples=("1", "2", "1")),
        Column("locked", "已锁定", Flag(), default=0, examples=("否", "否", "否")),
    ),
)
