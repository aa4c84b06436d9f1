"""Runs migrations on the connection that ``liaison.store.migrate`` hands over.

The tables themselves (``metadata``) are handed over only where a revision is to be written: to run one needs none.
"""

from alembic import context


def render_item(kind, item, _autogenerating):
    """Name the two types that all columns are of."""
    if kind != "type":
        return False
    return "WHOLE" if item.python_type is int else "TEXT"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    render_item=render_item,
)
context.run_migrations()
