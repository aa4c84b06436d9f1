"""Runs migrations on the connection that ``liaison.store.migrate`` hands over."""

from alembic import context

from liaison.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
