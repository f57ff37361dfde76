"""Runs migrations on the connection that `db.schema` hands over; there is no other way in."""

from alembic import context

from db.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # SQLite can, and we begin transactions ourselves: a migration is whole or not at all
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
