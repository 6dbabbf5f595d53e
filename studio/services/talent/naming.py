"""What somebody on the roster is called in labels of steps, and how their names are found."""

from sqlmodel import Session

from studio.domain.names import name_keys
from studio.persistence.tables.talent import Talent
from studio.services.operation import load
from studio.text import Named


def called(row: Talent) -> Named:
    """Return somebody's name in both languages."""
    return Named(row.name, row.name_zh)


def name_of(session: Session, talent_id: int) -> Named:
    """Return the name of somebody by id; raises Missing."""
    return called(load(session, Talent, talent_id))


def keep_keys(row: Talent) -> None:
    """Keep how the names sound, so that they are found by pinyin and compared with others."""
    row.name_keys = name_keys(row.name, row.name_zh)
