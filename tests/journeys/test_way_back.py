"""Undo of each step of the main road; and the legal way back of what was sent, issued or paid."""

from studio.domain.invoices import STATES
from studio.services import briefs, clients, deliverables, invoices, projects, proposals
from tests.journeys import road, stories
from ui.language import text, tr

STORY = stories.ENGLISH


def counts(studio):
    """Return how many records of each noun there are."""
    return {
        "clients": len(studio.ask(clients.ids(clients.ClientFilter()))),
        "briefs": len(studio.ask(briefs.ids(briefs.BriefFilter()))),
        "proposals": len(studio.ask(proposals.ids(proposals.ProposalFilter()))),
        "projects": len(studio.ask(projects.ids(projects.ProjectFilter()))),
        "deliverables": len(studio.ask(deliverables.ids(deliverables.DeliverableFilter()))),
        "invoices": len(studio.ask(invoices.ids())),
    }


def undo_all(person):
    """Take every step back; return the names of what went."""
    names = []
    action = person.window.action("undo")
    while action.isEnabled():
        names.append(action.text())
        person.undo()
        assert len(names) < 60, names
    return names


def redo_all(person):
    """Do everything again that was taken back."""
    for _step in range(60):
        if not person.window.action("redo").isEnabled():
            return
        person.redo()
    raise AssertionError("redo has no end")


def test_each_step_is_undone_and_what_was_sent_or_issued_has_its_own_way_back(enter, workspace):
    person = enter(workspace)
    begun = counts(workspace)
    road.add_client(person, STORY)
    road.take_brief(person, STORY)
    road.write_proposal(person, STORY)
    there = counts(workspace)
    assert (there["clients"], there["briefs"], there["proposals"]) == (1, 1, 1)
    names = undo_all(person)
    assert len(names) > 20  # every field was a step of its own, and has a name of its own
    assert counts(workspace) == begun
    redo_all(person)
    assert counts(workspace) == there
    person.go("proposals")
    person.open_row(STORY.brief_title, twice=True)
    # sent: no undo, a new version
    road.send(person, "P-2026-001")
    person.choose(tr("More"), tr("New version"), within=person.page)
    assert person.sees("Version 2, draft"), person.words()
    person.undo()
    assert person.sees("Version 1, sent"), person.words()
    # accepted: undone as a whole
    road.accept(person, STORY)
    made = counts(workspace)
    assert (made["projects"], made["deliverables"], made["invoices"]) == (1, 3, 1)
    person.undo()
    assert counts(workspace) == there
    person.undo()
    assert person.has_button(tr("Record answer")), person.words()
    redo_all(person)
    assert counts(workspace) == made
    # issued: undo no longer takes the project away, and a credit note takes the invoice back
    person.go("invoices")
    person.open_row(STORY.shown["gross"])
    road.issue(person, "PLUK-2026-0001")
    person.undo()
    assert counts(workspace) == made
    credit(person, "PLUK-CN-2026-0001")


def test_a_payment_is_taken_back_by_its_opposite_and_an_invoice_by_its_credit_note(
    enter, workspace
):
    person = enter(workspace)
    road.add_client(person, STORY)
    road.new_invoice(person, STORY, "Extra shooting day", "1.2k")
    road.issue(person, "PLUK-2026-0001")
    road.mark_sent(person)
    road.pay(person)
    person.awaits_row("PLUK-2026-0001", text(STATES.label("paid")))
    person.press(tr("Take back"))
    person.fill(tr("Reason"), "Returned by the bank")
    person.press(tr("Reverse payment"))
    person.awaits_row("PLUK-2026-0001", text(STATES.label("sent")))
    credit(person, "PLUK-CN-2026-0001")


def credit(person, number):
    """Take the invoice that is open back by a credit note."""
    person.press(tr("Credit note"))
    person.fill(tr("Reason"), "Agreed with the client")
    person.press(tr("Make credit note"))
    person.press(tr("Issue"))
    person.press(tr("Issue {number}").format(number=number))
    assert person.dialog() is None, person.words()
    person.awaits_row("PLUK-2026-0001", text(STATES.label("credited")))
