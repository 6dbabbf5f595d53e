"""The first schema; its statements are written by studio.persistence.migrations.baseline."""

from pathlib import Path

from alembic import op  # noqa: TID253  loaded by Alembic itself

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    connection = op.get_bind()
    source = Path(__file__).with_name(f"v0001_{connection.dialect.name}.sql")
    for statement in source.read_text(encoding="utf-8").strip().split("\n\n"):
        connection.exec_driver_sql(statement)
