"""An empty studio, from the first run to a paid invoice: the main job, in the window."""

from tests.journeys import road


def test_first_run_to_a_client(enter, empty_workspace):
    person = enter(empty_workspace)
    road.set_up(person)
    road.add_client(person)
