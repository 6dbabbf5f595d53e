"""An empty studio, from the first run to a paid invoice: the main job, in the window."""

import pytest

from studio.domain.invoices import STATES
from tests.journeys import by_service, road, stories
from ui.language import text


@pytest.mark.parametrize("story", [stories.ENGLISH, stories.CHINESE], ids=["en", "zh"])
def test_from_the_first_run_to_a_paid_invoice(enter, empty_workspace, story):
    person = enter(empty_workspace)
    road.set_up(person, story)
    road.complete_company(person, story)
    road.add_client(person, story)
    road.take_brief(person, story)
    proposal = by_service.write_proposal(person, story)
    by_service.send(person, proposal)
    by_service.accept(person, story, proposal)
    by_service.make(person, proposal)
    person.go("invoices")
    person.open_row(story.shown["gross"])
    road.issue(person, story.number)
    road.mark_sent(person)
    road.pay(person)
    person.awaits_row(story.number, text(STATES.label("paid")))
