"""A large studio for measuring: filled once a run, row by row, below the services."""

from datetime import UTC, datetime

from sqlalchemy import insert
from sqlmodel import SQLModel

from studio.clock import Clock
from studio.persistence.engine import make_engine
from studio.services import search
from studio.services.opening import create_studio, open_studio
from studio.services.operation import Query
from tests import builders

WORDS = [
    "audio",
    "skin",
    "travel",
    "tea",
    "shoe",
    "lamp",
    "book",
    "game",
    "film",
    "food",
    "phone",
    "watch",
]
HAN = "海报小红书种草合作视频直播耳机护肤旅行咖啡短片预告首发测评"


def large_studio(folder, clients):
    """Make a studio with so many clients and return it open, with its index built."""
    place = folder / "large.callboard"
    create_studio(place)
    workspace = open_studio(place, clock=Clock(builders.TODAY))
    entity = builders.make_studio(workspace)
    builders.make_client(workspace, entity)
    model = dict(workspace.ask(_row("client")))
    workspace.close()
    _fill(place, model, clients)
    workspace = open_studio(place, clock=Clock(builders.TODAY))
    workspace.run(search.rebuild())
    return workspace


def _row(table):
    return Query(
        lambda session: session.execute(SQLModel.metadata.tables[table].select()).mappings().one()
    )


def _fill(place, model, count):
    del model["id"]
    table = SQLModel.metadata.tables["client"]
    engine = make_engine(place)
    with engine.begin() as connection:
        for start in range(0, count - 1, 5000):
            rows = [
                {**model, **_names(number), "changed_at": datetime.now(UTC)}
                for number in range(start, min(start + 5000, count - 1))
            ]
            connection.execute(insert(table), rows)
    engine.dispose()


def _names(number):
    first, second = WORDS[number % 11], WORDS[number // 11 % 11]
    at = number % (len(HAN) - 6)
    return {
        "name": f"{first.title()} {second.title()} {number}",
        "name_zh": HAN[at : at + 4],
        "code": f"C{number:06}",
        "note": f"{HAN[at : at + 6]}，{second} {number}" if number % 3 else "",
    }
