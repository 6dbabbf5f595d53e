"""Talent: a small roster of people before and behind the camera."""

import pytest

from studio.errors import Conflict, Denied, Invalid, Missing
from studio.services import talent
from studio.services.talent import TalentFilter
from tests import builders


def create(workspace, **values):
    return workspace.run(talent.create({"name": "Theo Marsh", "name_zh": "西奥", **values})).value


def one(workspace, key):
    return workspace.ask(talent.one(key))


def names(workspace, **fields):
    ids = workspace.ask(talent.ids(TalentFilter(**fields)))
    rows = workspace.ask(talent.rows(ids))
    return [rows[key].name or rows[key].name_zh for key in ids]


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return set(caught.value.fields)


def test_a_person_is_added_changed_undone_and_redone(workspace):
    key = create(workspace, kind="crew", discipline="editor")
    assert str(workspace.history.undo_label()) == "Add Theo Marsh"
    version = workspace.run(talent.change(key, version=1, values={"city": "London"})).value
    assert (one(workspace, key).city, one(workspace, key).version) == ("London", version)
    workspace.undo()
    assert one(workspace, key).city == ""
    workspace.redo()
    assert one(workspace, key).city == "London"


def test_only_crew_has_a_discipline(workspace):
    key = create(workspace, kind="crew", discipline="editor")
    workspace.run(talent.change(key, version=1, values={"kind": "creator"}))
    assert one(workspace, key).discipline == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "a\x00"),
        ("name", "x" * 5000),
        ("kind", "star"),
        ("discipline", "wizard"),
        ("person_id", 4711),
        ("followers", 5),
    ],
)
def test_what_cannot_be_kept_is_refused(workspace, field, value):
    key = create(workspace)
    assert refused(workspace, talent.change(key, version=1, values={field: value})) == {field}
    assert one(workspace, key).version == 1


def test_a_name_is_needed_in_one_language(workspace):
    assert refused(workspace, talent.create({"city": "London"})) == {"name"}
    assert one(workspace, create(workspace, name="", name_zh="林小满")).name_zh == "林小满"


def test_stale_and_missing(workspace):
    key = create(workspace)
    workspace.run(talent.change(key, version=1, values={"city": "London"}))
    with pytest.raises(Conflict):
        workspace.run(talent.change(key, version=1, values={"city": "Leeds"}))
    with pytest.raises(Missing):
        one(workspace, 4711)


def test_a_role_without_the_right_is_denied(workspace):
    workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        create(workspace)


def test_archive_restore_and_undo(workspace):
    key = create(workspace)
    workspace.run(talent.archive(key, version=1))
    assert names(workspace) == []
    assert names(workspace, archived=True) == ["Theo Marsh"]
    workspace.undo()
    assert names(workspace) == ["Theo Marsh"]
    workspace.redo()
    workspace.run(talent.restore(key, version=one(workspace, key).version))
    assert names(workspace) == ["Theo Marsh"]


def test_the_list_is_filtered_and_sorted(workspace):
    create(workspace, city="London", kind="creator")
    create(
        workspace, name="Ma Li", name_zh="马力", kind="crew", discipline="editor", city="Hangzhou"
    )
    create(workspace, name="Luma", name_zh="流萤", kind="virtual")
    assert names(workspace) == ["Luma", "Ma Li", "Theo Marsh"]
    assert names(workspace, descending=True)[0] == "Theo Marsh"
    assert names(workspace, sort="kind") == ["Theo Marsh", "Luma", "Ma Li"]
    assert names(workspace, sort="city")[1:] == ["Ma Li", "Theo Marsh"]
    assert names(workspace, kinds=("crew",)) == ["Ma Li"]
    assert names(workspace, text="马") == ["Ma Li"]
    assert names(workspace, text="london") == ["Theo Marsh"]
    assert workspace.ask(talent.counts()) == {"creator": 1, "crew": 1, "virtual": 1}
    assert [one.name for one in workspace.ask(talent.picks("lu"))] == ["Luma"]


def test_pieces_are_counted_and_shown(workspace):
    entity = builders.make_entity(workspace, code="PLX")
    client = builders.make_client(workspace, entity)
    project = builders.make_project(workspace, client, entity)
    key = create(workspace)
    builders.make_deliverable(workspace, project, talent_id=key)
    builders.make_deliverable(workspace, project, talent_id=key, number="D-2", state="cancelled")
    (row,) = workspace.ask(talent.rows([key])).values()
    assert row.pieces == 1
    assert {piece.number for piece in one(workspace, key).pieces} == {"D-001", "D-2"}
    assert {piece.project for piece in one(workspace, key).pieces} == {"Headphone review"}
