from liaison.models import metadata
from liaison.store.change import TABLES


def test_tables_are_written_after_those_they_refer_to() -> None:
    for place, name in enumerate(TABLES):
        referred = {key.column.table.name for key in metadata.tables[name].foreign_keys} - {name}
        assert referred <= set(TABLES[:place]), name


def test_every_table_but_the_journal_and_the_counter_can_change() -> None:
    own = {"counter", "journal", "journal_row", "journal_image"}
    assert set(TABLES) == set(metadata.tables) - own
