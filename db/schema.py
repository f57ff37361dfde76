"""Which form the database has, and how it gets the form this program knows (house style 17).

New homes are made by the same migrations, so that what is tested is what users have. Alembic is imported only when
there is something to migrate.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from db.engine import writing_engine
from db.failures import translated
from reviewer_app.domain.errors import DatabaseDamaged, SchemaTooNew

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Every form a home can have, oldest first; a test compares it with the scripts."""

HEAD: Final = REVISIONS[-1]
_SCRIPTS: Final = Path(__file__).parent / "migrations"


def current(engine: Engine) -> str | None:
    """The revision of the database, None for one that has no tables yet; raises `DatabaseDamaged`."""
    with translated(), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        said = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if len(said) != 1:
        raise DatabaseDamaged(detail="alembic_version")
    return str(said[0])


def upgrade(engine: Engine, revision: str = HEAD) -> None:
    """Bring the database up to `revision`, whole or not at all."""
    from alembic import command

    with translated(), writing_engine(engine).begin() as connection:
        command.upgrade(configured(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to `revision` ("base": no tables); for tests and for going back a release.

    Whole or not at all; raises `DowngradeLosesRows` where rows stand in tables that the older form does not have.
    """
    from alembic import command

    with translated(), writing_engine(engine).begin() as connection:
        command.downgrade(configured(connection), revision)


def ensure_current(engine: Engine) -> None:
    """Migrate an older database; raises `SchemaTooNew` for one of a newer program, and touches it not at all."""
    found = current(engine)
    if found is None:
        raise DatabaseDamaged(detail="alembic_version")
    if found not in REVISIONS:
        raise SchemaTooNew(found=found, known=HEAD)
    if found != HEAD:
        upgrade(engine)


def configured(connection: Connection) -> "Config":
    """Alembic's settings: our scripts, on this connection."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
