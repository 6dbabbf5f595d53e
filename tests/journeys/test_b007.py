"""The demo studio's B-007: revised, its consent ticked, sent, accepted, invoiced and paid."""

from studio.domain.invoices import STATES
from studio.domain.proposals import PARTS
from studio.services.exchange import checking
from tests.journeys import road
from ui.language import text, tr
from ui.widgets.checks import Check

NUMBER = "PL-P-2026-019"
CONSENT = "Guardian consent for the child presenter, US"


def test_b007_is_revised_accepted_invoiced_and_paid(enter, demo_workspace):
    person = enter(demo_workspace)
    person.go("proposals")
    person.open_row(NUMBER, twice=True)
    person.press(tr("New version"))
    assert person.sees("Version 3, draft"), person.words()
    person.press(text(PARTS["price"]))
    assert not person.has_button(tr("Send"))  # what the consent holds back
    person.press(text(PARTS["creators"]))
    person.click(person.find(Check, CONSENT)[0])
    person.press(tr("Send"))
    assert person.sees("Version 2 will be superseded."), person.words()
    person.press(f"Send {NUMBER}/3")
    assert person.dialog() is None, person.words()
    assert person.sees("Version 3, sent")
    person.press(tr("Record answer"))
    person.press("B")
    person.fill(tr("In their words"), "Option B it is. Let us begin.")
    person.press(tr("Record acceptance"))
    assert person.sees("$9,900.00"), person.words()
    person.press(tr("Make it"))
    person.press(tr("Close"))
    person.go("invoices")
    person.open_row("$9,900.00")
    road.issue(person, "PLUS-2026-0001")
    road.mark_sent(person)
    road.pay(person)
    person.awaits_row("PLUS-2026-0001", text(STATES.label("paid")))
    assert demo_workspace.ask(checking.check()).problems == ()
