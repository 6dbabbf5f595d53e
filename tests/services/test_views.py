"""Saved views: kept by person and list, renamed, updated, deleted, opened with; undone."""

import pytest

from studio.errors import Conflict, Invalid, Missing
from studio.persistence.tables.studio import Person
from studio.services import views
from tests import builders

MINE = {"filter": {"states": ["active"], "lead": 1}, "columns": {"sort": "name"}}


def save(workspace, name="Mine", page="clients", shown=MINE):
    return workspace.run(views.save(page, name=name, shown=shown)).value


def names(workspace, page="clients"):
    return [one.name for one in workspace.ask(views.views(page)).own]


def test_a_view_is_kept_by_list_and_name_and_undone(workspace):
    key = save(workspace)
    save(workspace, "billing")
    save(workspace, page="projects")
    found = workspace.ask(views.views("clients"))
    assert [(one.name, one.version) for one in found.own] == [("billing", 1), ("Mine", 1)]
    assert (found.own[1].id, found.own[1].shown, found.opens) == (key, MINE, "")
    workspace.undo()
    assert (names(workspace), names(workspace, "projects")) == (["billing", "Mine"], [])
    workspace.redo()
    assert names(workspace, "projects") == ["Mine"]


def test_a_view_is_renamed_updated_and_deleted(workspace):
    key = save(workspace)
    assert workspace.run(views.rename(key, version=1, name=" My clients ")).value == 2
    changed = workspace.run(views.update(key, version=2, shown={"filter": {}}))
    assert (changed.value, str(changed.label)) == (3, "Update view My clients")
    (one,) = workspace.ask(views.views("clients")).own
    assert (one.name, one.shown) == ("My clients", {"filter": {}})
    workspace.undo()
    assert workspace.ask(views.views("clients")).own[0].shown == MINE
    workspace.run(views.delete(key, version=4))
    assert names(workspace) == []
    workspace.undo()
    assert names(workspace) == ["My clients"]


def test_what_cannot_be_kept_is_refused_whole(workspace):
    key = save(workspace)
    for name, reason in (("", "needed"), ("mine", "already"), ("x" * 61, "At most")):
        with pytest.raises(Invalid, match=reason):
            save(workspace, name)
    with pytest.raises(Invalid, match="too much"):
        save(workspace, "Long", shown={"filter": {"text": "x" * views.LONGEST}})
    with pytest.raises(Conflict):
        workspace.run(views.rename(key, version=7, name="Other"))
    assert workspace.run(views.rename(key, version=1, name="MINE")).value == 2
    assert names(workspace) == ["MINE"]


def test_a_list_opens_with_a_chosen_view_until_it_is_deleted(workspace):
    def opens():
        return workspace.ask(views.views("clients")).opens

    key = save(workspace)
    workspace.run(views.open_with("clients", "overdue"))
    assert opens() == "overdue"
    workspace.run(views.open_with("clients", str(key)))
    assert opens() == str(key)
    workspace.run(views.delete(key, version=1))
    assert opens() == ""
    workspace.undo()
    assert opens() == str(key)
    workspace.run(views.open_with("clients", ""))
    assert opens() == ""
    with pytest.raises(Missing):
        workspace.run(views.open_with("clients", "9999"))


def test_everybody_has_views_of_their_own(workspace):
    key = save(workspace)
    workspace.run(views.open_with("clients", str(key)))
    workspace.person_id = builders.add(workspace, Person(name="Ada", roles=["PRD"]))
    assert workspace.ask(views.views("clients")) == views.Views()
    save(workspace)
    for forbidden in (
        views.rename(key, version=1, name="Taken"),
        views.update(key, version=1, shown={}),
        views.delete(key, version=1),
        views.open_with("clients", str(key)),
    ):
        with pytest.raises(Missing):
            workspace.run(forbidden)
    assert names(workspace) == ["Mine"]
