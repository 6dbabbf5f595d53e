"""A creator bound to another brand may be proposed, and that is said before sending."""

from studio.persistence.tables.proposals import ProposalCreator
from studio.persistence.tables.studio import LegalEntity
from studio.services import proposals
from studio.services.operation import Query
from tests import builders


def test_proposing_somebody_who_is_bound_warns(workspace):
    entity = workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    northwick = builders.make_client(workspace, entity)
    tonwerk = builders.make_client(workspace, entity, name="Tonwerk", industry="headphones")
    theo = builders.make_talent(workspace)
    builders.make_exclusivity(workspace, theo, client_id=northwick)
    for client, said in ((tonwerk, True), (northwick, False)):
        key = builders.make_proposal(workspace, client, entity)
        version = workspace.ask(proposals.one(key)).shown.id
        builders.add(
            workspace,
            ProposalCreator(proposal_id=key, version_id=version, position=1, talent_id=theo),
        )
        found = workspace.ask(proposals.one(key)).shown.findings
        words = [str(one.message) for one in found if one.code == "exclusivity"]
        expected = "Theo Marsh: Exclusive for Northwick Audio in headphones until 2027-01-31."
        assert words == ([expected] if said else [])
        assert all(one.severity == "warn" for one in found if one.code == "exclusivity")
