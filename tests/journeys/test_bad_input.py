"""Absurd input in each kind of field: a message at the field, and nothing is saved."""

import pytest

from studio.services import clients, invoices
from tests import builders
from tests.drivers.person import shown
from tests.journeys import road, stories
from ui.language import tr

STORY = stories.ENGLISH
MARKUP = "<b>Bold</b> & <img src=x>"
RIGHT_TO_LEFT = "Nor\u202ethwick"
NUL = "Nor\0thwick"


@pytest.fixture
def client(workspace):
    return builders.make_client(workspace, 1)


@pytest.fixture
def person(enter, workspace, client):
    return enter(workspace)


def invoice(workspace):
    """Return the one invoice."""
    (key,) = workspace.ask(invoices.ids())
    return workspace.ask(invoices.one(key))


def test_texts_of_one_line_and_of_several(person, workspace, client):
    person.go("clients")
    person.tab(tr("Details"))
    for name in (tr("Industry"), tr("Note")):
        for typed in (RIGHT_TO_LEFT, NUL, "x" * 5_000):
            field = person.fill(name, typed)
            assert person.problem(name), typed[:20]
            assert shown(field)[:3] == typed[:3]  # what was typed stays, to be put right
    assert workspace.ask(clients.one(client)).version == 1


def test_emoji_are_taken(person, workspace, client):
    person.go("clients")
    person.tab(tr("Details"))
    person.fill(tr("Industry"), "Sound 🎧👩🏽‍🎤")
    assert not person.problem(tr("Industry"))
    assert workspace.ask(clients.one(client)).industry == "Sound 🎧👩🏽‍🎤"


def test_quantities_amounts_days_and_shares(person, workspace):
    road.new_invoice(person, STORY, "Extra day", "100")
    before = invoice(workspace)
    line = tr("Line {number}, {what}")
    absurd = {
        line.format(number=1, what=tr("price")): ("1e18", "$5", "9" * 30, "\u202e5"),
        line.format(number=1, what=tr("quantity")): ("1e18", "nothing", "9" * 30, "-3"),
        tr("Date"): ("31/12/9999", "9999-12-31", "someday", "30 Feb"),
        tr("Discount"): ("250 %", "-5 %", "much"),
    }
    said = person.toasts()[-1:]
    for name, values in absurd.items():
        for typed in values:
            person.fill(name, typed)
            assert person.problem(name) or person.toasts()[-1:] != said, (name, typed)
            said = person.toasts()[-1:]
    now = invoice(workspace)
    assert (now.version, now.lines) == (before.version, before.lines)


def test_a_dialog_keeps_what_was_typed_and_saves_nothing(person, workspace):
    person.go("clients")
    person.press(tr("New client"))
    person.fill(tr("Name"), NUL)
    person.press(tr("Add client"))
    assert person.dialog() is not None
    assert person.problem(tr("Name"))
    person.press(tr("Cancel"))
    assert len(workspace.ask(clients.ids(clients.ClientFilter()))) == 1


def test_markup_stands_as_typed_on_every_page(enter, workspace):
    client = builders.make_client(workspace, 1, name=MARKUP)
    builders.make_contact(workspace, client, name=MARKUP)
    builders.make_talent(workspace, name=MARKUP)
    builders.make_brief(workspace, client, title=MARKUP)
    builders.make_proposal(workspace, client, 1, title=MARKUP)
    project = builders.make_project(workspace, client, 1, name=MARKUP)
    builders.make_deliverable(workspace, project, title=MARKUP)
    builders.make_invoice(workspace, client, 1, title=MARKUP)
    person = enter(workspace)
    for area in ("clients", "briefs", "proposals", "projects", "talent", "deliverables"):
        person.go(area)
        person.qtbot.waitUntil(lambda: person.sees(MARKUP, within=person.page))
    person.go("invoices")
    person.awaits_row(MARKUP)
