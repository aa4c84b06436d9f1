"""What others call a record in their sheets: one column, the same for every noun that is named there."""

from liaison.children import Link
from liaison.columns import Column
from liaison.several import Words


def aliases(owner: str, table: str = "") -> Column:
    """The column of the names that others have for a record, as a person has said once; a noun that has it learns them.

    They are rows of a table of their own, ``<owner>_alias``, in which ``<owner>_id`` points back.
    """
    return Column(
        "alias",
        "别名",
        Words(),
        listed=False,
        typed=False,
        aside=True,
        help="别人的表里怎样称呼它",
        link=Link(table or f"{owner}_alias", f"{owner}_id", "name"),
    )
