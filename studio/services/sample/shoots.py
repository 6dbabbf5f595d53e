"""The demo's shoot days, made by the commands people use: two versions of Tuesday's sheet."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from studio.domain import shoots as rules
from studio.persistence.tables.shoots import ShootPerson
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services import shoots
from studio.services.operation import Query
from studio.services.sample.reading import Table, read
from studio.services.sample.records import Keys
from studio.services.shoots import Shoot
from studio.services.workspace import Workspace


def bring_shoots(workspace: Workspace, keys: Keys) -> None:
    """Keep what resources/demo/shoots.toml says."""
    for given in read("shoots")["day"]:
        _bring(workspace, given, keys)


def _bring(workspace: Workspace, given: Table, keys: Keys) -> None:
    values = {name: value for name, value in given.items() if name in rules.DAY}
    values["task_id"] = keys.tasks[given["task"]]
    day = workspace.run(shoots.create(keys.projects[given["project"]], values, booked=False)).value
    for person in _whole(workspace, day).people:  # the lead stands in the data with a call
        workspace.run(shoots.remove_person(person.id, version=person.version))
    for place in given["place"]:
        workspace.run(shoots.add_place(day, place))
    called = {}
    for person in given["person"]:
        key = workspace.run(shoots.add_person(day, _person(workspace, person, keys))).value
        called[person.get("who", person.get("name"))] = key
    workspace.run(shoots.add_lines(day, given["line"]))
    if given["state"] != "planned":
        version = _whole(workspace, day).version
        workspace.run(shoots.set_state(day, version=version, state=given["state"]))
    _make(workspace, day)
    if "later" in given:
        _change(workspace, day, given["later"], called)
        _make(workspace, day)
    _answer(workspace, day, given, called)


def _whole(workspace: Workspace, day: int) -> Shoot:
    return workspace.ask(shoots.one(day))


def _make(workspace: Workspace, day: int) -> None:
    workspace.run(shoots.make_sheet(day, version=_whole(workspace, day).version))


def _person(workspace: Workspace, given: Table, keys: Keys) -> Mapping[str, object]:
    """Return the values of somebody called, with the names of the record they are."""
    values = {name: value for name, value in given.items() if name != "who"}
    who = given.get("who", "")
    if who in keys.talent:
        values["talent_id"] = keys.talent[who]
        values |= workspace.ask(Query(_names(Talent, keys.talent[who])))
    elif who:
        values["person_id"] = keys.people[who]
        values |= workspace.ask(Query(_names(Person, keys.people[who])))
    return values


def _names(table: type[Any], key: int) -> Any:
    def call(session: Session) -> dict[str, str]:
        row = session.get_one(table, key)
        return {"name": row.name, "name_zh": row.name_zh}

    return call


def _change(workspace: Workspace, day: int, later: Table, called: Mapping[str, int]) -> None:
    """Change what came after the first version."""
    whole = _whole(workspace, day)
    people = {person.id: person for person in whole.people}
    for who, values in later.get("person", {}).items():
        person = people[called[who]]
        workspace.run(shoots.change_person(person.id, version=person.version, values=values))
    lines = {line.title: line for line in whole.lines}
    for title, values in later.get("line", {}).items():
        line = lines[title]
        workspace.run(shoots.change_line(line.id, version=line.version, values=values))


def _answer(workspace: Workspace, day: int, given: Table, called: Mapping[str, int]) -> None:
    """Note to whom the sheet went, and who confirmed."""
    sent = {called[who] for who in given.get("sent", ())}
    if not sent:
        return

    def versions(session: Session) -> dict[int, int]:
        rows = session.exec(select(ShootPerson).where(ShootPerson.day_id == day))
        return {row.key: row.version for row in rows if row.key in sent}

    people = workspace.ask(Query(versions))
    workspace.run(shoots.mark_sent(day, people, channel="wechat"))
    people = workspace.ask(Query(versions))
    for who, channel in given.get("confirmed", {}).items():
        key = called[who]
        workspace.run(shoots.confirm(key, version=people[key], channel=channel))
