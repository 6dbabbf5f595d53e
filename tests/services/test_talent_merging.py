"""The same person twice: everything that names the record that goes names the one that stays."""

from datetime import UTC, datetime, timedelta

import pytest

from studio.errors import Invalid
from studio.persistence.tables.agreements import Contract, Release
from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.partnerships import Partnership
from studio.persistence.tables.proposals import ProposalCreator, ProposalVersion
from studio.persistence.tables.schedule import Task, TaskNeed
from studio.persistence.tables.shortlists import Candidate
from studio.services import agreements, attachments, incubation, partnerships, records, talent
from studio.services.operation import Command, Query
from studio.text import Message
from tests import builders
from tests.builders import TODAY

START = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def two(workspace):
    """Return the ids of one person's two records: the one that stays, the one that goes."""
    kept = builders.make_talent(workspace, name="Lin Xiaoman", name_zh="")
    return kept, builders.make_talent(workspace, name="", name_zh="林小满")


def merge(workspace, kept, gone):
    versions = [workspace.ask(talent.one(key)).version for key in (kept, gone)]
    made = talent.merge(kept, gone, version=versions[0], gone_version=versions[1])
    return workspace.run(made)


def row(workspace, table, key):
    return workspace.ask(Query(lambda session: session.get(table, key)))


def booked(workspace, key, start=START, state="confirmed"):
    times = {"start_at": start, "end_at": start + timedelta(hours=8)}
    return builders.add(workspace, Booking(talent_id=key, state=state, **times))


def tied(workspace, gone):
    """Make one row of each kind that names the record that goes: table -> id."""
    client = builders.make_client(workspace, 1)
    project = builders.make_project(workspace, client, 1)
    brief = builders.make_brief(workspace, client)
    task = builders.add(workspace, Task(project_id=project, title="Shoot"))
    made = {
        Booking: booked(workspace, gone),
        Candidate: builders.add(workspace, Candidate(brief_id=brief, talent_id=gone)),
        Contract: builders.add(workspace, Contract(talent_id=gone, state="signed")),
        Release: builders.add(workspace, Release(talent_id=gone, signed_on=TODAY)),
        Partnership: builders.add(workspace, Partnership(client_id=client, talent_id=gone)),
        TaskNeed: builders.add(
            workspace,
            TaskNeed(project_id=project, task_id=task, talent_id=gone, any_of=[f"talent:{gone}"]),
        ),
    }
    workspace.run(incubation.begin(gone))
    workspace.run(attachments.attach("talent", gone, "contract.txt", b"signed"))
    return made


def test_all_that_names_the_old_record_follows_in_one_step(workspace, two):
    kept, gone = two
    made = tied(workspace, gone)
    merge(workspace, kept, gone)
    for table, key in made.items():
        assert row(workspace, table, key).talent_id == kept, table
    assert row(workspace, TaskNeed, made[TaskNeed]).any_of == [f"talent:{kept}"]
    assert workspace.ask(incubation.one(kept)).state.code == "scouted"
    assert len(workspace.ask(agreements.of_talent(kept)).contracts) == 1
    (file,) = workspace.ask(attachments.listing("talent", kept))
    assert (file.name, workspace.ask(attachments.listing("talent", gone))) == ("contract.txt", [])
    workspace.undo()
    for table, key in made.items():
        assert row(workspace, table, key).talent_id == gone, table
    assert len(workspace.ask(attachments.listing("talent", gone))) == 1
    workspace.redo()
    assert row(workspace, Booking, made[Booking]).talent_id == kept
    for key in (kept, gone):
        labels = [one.label.source for one in workspace.ask(records.history("talent", key))]
        assert "Merge {gone} into {name}" in labels


def test_a_draft_follows_and_what_was_sent_does_not(workspace, two):
    kept, gone = two
    proposal = builders.make_proposal(workspace, builders.make_client(workspace, 1), 1)
    sent = {"proposal_id": proposal, "currency": "GBP", "state": "sent"}
    first = builders.add(workspace, ProposalVersion(no=2, **sent))
    part = {"proposal_id": proposal, "talent_id": gone, "name_zh": "林小满"}
    old = builders.add(workspace, ProposalCreator(version_id=first, **part))
    new = builders.add(workspace, ProposalCreator(version_id=1, **part))

    def send(session):
        session.get(ProposalVersion, first).pdf = "f" * 64

    workspace.run(Command(Message("Send"), send, undo=False))
    merge(workspace, kept, gone)
    assert row(workspace, ProposalCreator, old).talent_id == gone
    assert row(workspace, ProposalCreator, old).name == ""
    followed = row(workspace, ProposalCreator, new)
    assert (followed.talent_id, followed.name) == (kept, "Lin Xiaoman")
    workspace.undo()
    assert row(workspace, ProposalCreator, new).talent_id == gone


def test_two_bookings_at_one_time_are_refused_before_the_database_does(workspace, two):
    kept, gone = two
    booked(workspace, kept)
    other = booked(workspace, gone, START + timedelta(hours=2))
    with pytest.raises(Invalid) as caught:
        merge(workspace, kept, gone)
    assert caught.value.fields["talent_id"].values["day"] == START.date()
    assert row(workspace, Booking, other).talent_id == gone
    assert workspace.ask(talent.one(gone)).merged_into is None


def test_what_both_have_once_is_filled_up(workspace, two):
    kept, gone = two
    client = builders.make_client(workspace, 1)
    brief = builders.make_brief(workspace, client)
    for key, step in ((kept, ""), (gone, "Ask about spring")):
        builders.add(workspace, Partnership(client_id=client, talent_id=key, next_step=step))
        builders.add(workspace, Candidate(brief_id=brief, talent_id=key))
        workspace.run(incubation.begin(key))
    way = workspace.ask(incubation.one(gone))
    values = {"payee": "Lin Xiaoman Studio", "objected": True}
    workspace.run(incubation.change(gone, version=way.version, values=values))
    merge(workspace, kept, gone)
    assert workspace.ask(partnerships.one(client, kept)).pair.next_step == "Ask about spring"
    found = workspace.ask(incubation.one(kept))
    assert (found.payee, found.objected) == ("Lin Xiaoman Studio", True)
    workspace.undo()
    assert workspace.ask(partnerships.one(client, kept)).pair.next_step == ""


def test_records_merged_before_come_along(workspace, two):
    kept, gone = two
    third = builders.make_talent(workspace, name="Xiaoman")
    merge(workspace, gone, third)
    merge(workspace, kept, gone)
    assert workspace.ask(talent.one(third)).merged_into == kept
