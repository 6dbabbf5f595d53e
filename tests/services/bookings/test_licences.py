"""An invented character is booked while its licences last; crew's insurance is told of."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studio.errors import Invalid
from studio.persistence.tables.accounts import CrewProfile, VirtualProfile
from studio.services import agreements, bookings, home
from tests import builders

DAY = datetime(2026, 12, 2, 1, tzinfo=UTC)


def wanted(talent, **values):
    return {"talent_id": talent, "start_at": DAY, "end_at": DAY + timedelta(hours=9), **values}


def found(workspace, talent, state):
    checked = workspace.ask(bookings.check(wanted(talent, state=state)))
    return [(one.kind, one.severity, str(one.message)) for one in checked.findings]


@pytest.mark.parametrize("field", ["model_until", "voice_until"])
def test_a_character_is_not_booked_past_its_licences(workspace, field):
    luma = builders.make_talent(workspace, name="Luma", kind="virtual")
    builders.add(workspace, VirtualProfile(talent_id=luma, **{field: date(2026, 12, 1)}))
    ((kind, severity, said),) = found(workspace, luma, "confirmed")
    assert (kind, severity) == ("licence", "block")
    assert "2026-12-01" in said
    assert [one[1] for one in found(workspace, luma, "hold")] == ["warn"]
    with pytest.raises(Invalid):
        workspace.run(bookings.create(wanted(luma, state="confirmed")))


def test_the_last_day_of_a_licence_is_still_held(workspace):
    luma = builders.make_talent(workspace, name="Luma", kind="virtual")
    builders.add(workspace, VirtualProfile(talent_id=luma, model_until=date(2026, 12, 2)))
    assert found(workspace, luma, "confirmed") == []


def test_crew_without_insurance_is_told_of_and_can_be_booked(workspace):
    luo = builders.make_talent(workspace, name="Luo Xi", kind="crew")
    builders.add(workspace, CrewProfile(talent_id=luo, insured_until=date(2026, 11, 30)))
    assert [one[:2] for one in found(workspace, luo, "confirmed")] == [("licence", "warn")]
    assert workspace.run(bookings.create(wanted(luo, state="confirmed"))).value


def test_licences_are_reminded_of_and_stand_on_home(workspace):
    luma = builders.make_talent(workspace, name="Luma", kind="virtual")
    ends = builders.TODAY + timedelta(days=7)
    later = builders.TODAY + timedelta(days=61)
    builders.add(workspace, VirtualProfile(talent_id=luma, model_until=ends, voice_until=later))
    told = [(one.kind, one.what, one.reminder) for one in workspace.ask(agreements.ending())]
    assert told == [("licence", "model", 7)]
    (row,) = [one for one in workspace.ask(home.attention()).rows if one.noun == "talent"]
    assert (row.kind, row.role, row.name) == ("licence_ending", "bad", "Luma")
