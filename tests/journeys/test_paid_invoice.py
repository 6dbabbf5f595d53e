"""An empty studio, from the first run to a paid invoice: the main job, in the window."""

import pytest

from studio.domain.invoices import STATES
from studio.services.exchange import checking
from tests.journeys import road, stories
from ui.language import text


@pytest.mark.parametrize("story", [stories.ENGLISH, stories.CHINESE], ids=["en", "zh"])
def test_from_the_first_run_to_a_paid_invoice(enter, empty_workspace, story):
    person = enter(empty_workspace)
    road.set_up(person, story)
    road.complete_company(person, story)
    road.add_client(person, story)
    road.take_brief(person, story)
    road.write_proposal(person, story)
    road.send(person, "P-2026-001")
    road.accept(person, story)
    person.go("invoices")
    person.open_row(story.shown["gross"])
    road.issue(person, story.number)
    road.mark_sent(person)
    road.pay(person)
    person.awaits_row(story.number, text(STATES.label("paid")))
    assert empty_workspace.ask(checking.check()).problems == ()
