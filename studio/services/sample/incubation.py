"""The demo's incubation, agreements, partnerships, and what published pieces brought."""

from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from studio.domain.agreements import CLAUSES
from studio.domain.money import from_decimal
from studio.persistence.tables.agreements import Contract, Release
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.incubation import (
    Incubation,
    IncubationMilestone,
    IncubationMoney,
    IncubationStep,
    IncubationTest,
)
from studio.persistence.tables.partnerships import Partnership, PieceResult
from studio.persistence.tables.personal import PersonalConsent
from studio.services.sample.reading import Table, read
from studio.services.sample.records import Keys, keep
from studio.services.workspace import Workspace

PEOPLE = {"scout": "scout_id", "mentor": "mentor_id", "judge": "judge_id", "owner": "owner_id"}


def bring_incubation(workspace: Workspace, keys: Keys) -> None:
    """Keep what resources/demo/incubation.toml says."""
    data = read("incubation")
    keep(workspace, lambda session: _incubation(session, data, keys))
    keep(workspace, lambda session: _papers(session, data, keys))
    keep(workspace, lambda session: _partnerships(session, data, keys))


def _incubation(session: Session, data: Table, keys: Keys) -> None:
    for given in data["incubation"]:
        talent = keys.talent[given["talent"]]
        lists = ("steps", "tests", "milestones", "money")
        session.add(Incubation(talent_id=talent, **_values(given, keys, "talent", *lists)))
        for step in given["steps"]:
            session.add(IncubationStep(talent_id=talent, **step))
            session.flush()
        for test in given["tests"]:
            session.add(IncubationTest(talent_id=talent, **_values(test, keys)))
        for stone in given["milestones"]:
            session.add(IncubationMilestone(talent_id=talent, **stone))
        for booked in given["money"]:
            amount = from_decimal(booked["amount"], booked["currency"]).minor
            session.add(IncubationMoney(talent_id=talent, **{**booked, "amount": amount}))


def _papers(session: Session, data: Table, keys: Keys) -> None:
    for given in data["contract"]:
        values = _values(given, keys, "talent", "them", "split")
        split = Decimal(given["split"]) if "split" in given else None
        session.add(
            Contract(
                talent_id=keys.talent[given["talent"]],
                state="signed",
                split=split,
                clauses=dict.fromkeys(CLAUSES, True),
                signed_by_us="Lin Xiaoman",
                signed_by_us_on=given["start_on"],
                signed_by_them=given["them"],
                signed_by_them_on=given["start_on"],
                **values,
            )
        )
    for given in data["release"]:
        project = keys.projects.get(given.get("project", ""))
        session.add(
            Release(
                talent_id=keys.talent[given["talent"]],
                project_id=project,
                **_values(given, keys, "talent", "project"),
            )
        )
    for given in data["consent"]:
        session.add(
            PersonalConsent(
                talent_id=keys.talent[given["talent"]], **_values(given, keys, "talent")
            )
        )


def _partnerships(session: Session, data: Table, keys: Keys) -> None:
    for given in data["partnership"]:
        session.add(
            Partnership(
                client_id=keys.clients[given["client"]],
                talent_id=keys.talent[given["talent"]],
                **_values(given, keys, "client", "talent"),
            )
        )
    for given in data["result"]:
        piece = session.exec(
            select(Deliverable).where(col(Deliverable.number) == given["piece"])
        ).one()
        session.add(PieceResult(deliverable_id=piece.key, **_values(given, keys, "piece")))


def _values(given: Table, keys: Keys, *without: str) -> dict[str, Any]:
    """Return the columns of a row, people by their ids."""
    found = {name: value for name, value in given.items() if name not in without}
    for name, column in PEOPLE.items():
        if name in found:
            found[column] = keys.people[found.pop(name)]
    return found
