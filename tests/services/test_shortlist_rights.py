"""Who chooses talent may work on a shortlist; what is sent stays with who may send."""

import pytest

from studio.errors import Denied
from studio.services import shortlists
from studio.services.access import RIGHTS
from tests import builders


@pytest.fixture
def brief(workspace):
    return builders.make_brief(workspace, builders.make_client(workspace))


@pytest.mark.parametrize("role", ["OWN", "PRD", "TAL"])
def test_a_talent_manager_shortlists(workspace, brief, role):
    key = builders.make_talent(workspace)
    workspace.roles = frozenset({role})
    workspace.run(shortlists.shortlist(brief, [key]))
    assert [one.talent_id for one in workspace.ask(shortlists.match(brief)).kept] == [key]


@pytest.mark.parametrize("role", ["CRE", "FIN", "LEG"])
def test_others_do_not(workspace, brief, role):
    key = builders.make_talent(workspace)
    workspace.roles = frozenset({role})
    with pytest.raises(Denied):
        workspace.run(shortlists.shortlist(brief, [key]))


def test_a_proposal_is_still_written_by_producers():
    assert "TAL" not in RIGHTS["proposals.edit"]
