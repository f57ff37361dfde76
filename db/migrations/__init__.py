"""Alembic's scripts: how the database of one release becomes that of the next."""
