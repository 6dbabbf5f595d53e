"""Dates for other calendars: what is in whose file, and that events keep who they are."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from studio.domain.schedule.words import instant
from studio.errors import Missing
from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.invoices import Invoice
from studio.services import schedule
from studio.services.schedule import IcsFilter, Need
from tests import builders
from tests.services.schedule.acting import LONDON, at


def events(plan, **filter):
    """Return the events of a file by their summary."""
    file = plan.workspace.ask(schedule.ics(IcsFilter(**filter)))
    found = {str(event["summary"]): event for event in Calendar.from_ical(file.data).events}
    assert len(found) == file.events
    return found


def booked(plan, talent, **fields):
    values = {
        "start_at": instant(at("12-02 08:00")),
        "end_at": instant(at("12-02 18:00")),
        **fields,
    }
    return builders.add(plan.workspace, Booking(talent_id=talent, **values))


def test_a_file_of_all_has_tasks_bookings_publishing_and_invoices(plan):
    plan.chain("Script", "Shoot")
    plan.add("Report", unscheduled=True)
    talent = builders.make_talent(plan.workspace, name="Tan Jing")
    booked(plan, talent, title="Paris", state="hold", project_id=plan.project, place="Paris")
    builders.make_deliverable(
        plan.workspace, plan.project, number="D-1", title="Film",
        publish_on=date(2026, 11, 27), publish_time="17:00",
    )  # fmt: skip
    for number, state in (("PLUK-1", "sent"), ("PLUK-2", "paid")):
        bill = {"number": number, "state": state, "title": "Deposit", "due_on": date(2026, 12, 1)}
        builders.add(
            plan.workspace,
            Invoice(
                client_id=plan.client, legal_entity_id=1, project_id=plan.project, currency="GBP",
                gross=100, **bill,
            ),
        )  # fmt: skip
    found = events(plan)
    name = "Headphone review"
    assert set(found) == {
        f"Script · {name}", f"Shoot · {name}", f"Tan Jing · Paris · {name}", f"D-1 Film · {name}",
        f"PLUK-1 Deposit · {name}",
    }  # fmt: skip
    first, second = found[f"Script · {name}"], found[f"Shoot · {name}"]
    assert first["dtstart"].dt == datetime(2026, 11, 16, 9, tzinfo=LONDON)
    assert first["dtend"].dt == datetime(2026, 11, 16, 18, tzinfo=LONDON)
    assert second["related-to"] == first["uid"]
    assert second["related-to"].params["RELTYPE"] == "FINISHTOSTART"
    hold = found[f"Tan Jing · Paris · {name}"]
    assert (hold["status"], hold["location"]) == ("TENTATIVE", "Paris")
    assert found[f"D-1 Film · {name}"]["dtstart"].dt == datetime(2026, 11, 27, 17, tzinfo=LONDON)
    due = found[f"PLUK-1 Deposit · {name}"]
    assert (due["dtstart"].dt, due["transp"]) == (date(2026, 12, 1), "TRANSPARENT")


def test_an_event_keeps_its_uid_and_rises_in_sequence_when_it_moves(plan):
    key = plan.add("Script")
    (before,) = events(plan).values()
    plan.run(schedule.move_task(key, version=plan.version(key), start=at("11-18 09:00")))
    (after,) = events(plan).values()
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt - before["dtstart"].dt == timedelta(days=2)
    cancel = schedule.set_state(
        key, version=plan.version(key), state="cancelled", reason="Not wanted"
    )
    plan.run(cancel)
    (gone,) = events(plan).values()
    assert (gone["uid"], gone["status"]) == (before["uid"], "CANCELLED")


def test_the_same_dates_are_the_same_bytes(plan):
    plan.chain("Script", "Shoot")
    ask = schedule.ics(IcsFilter())
    assert plan.workspace.ask(ask).data == plan.workspace.ask(ask).data


def test_a_persons_file_has_their_own_dates_in_their_language(plan):
    person = plan.workspace.person_id
    talent = builders.make_talent(plan.workspace, name="Lin", name_zh="林小满", person_id=person)
    plan.add("Script", title_zh="脚本", needs=[Need(f"person:{person}")])
    plan.add("Edit")
    booked(plan, talent, title="Gala", state="confirmed")
    builders.make_deliverable(
        plan.workspace, plan.project, number="D-1", title="Note", talent_id=talent,
        publish_on=date(2026, 11, 20),
    )  # fmt: skip
    file = plan.workspace.ask(schedule.ics(IcsFilter(ref=f"talent:{talent}", language="zh")))
    assert file.name == "schedule-linxiaoman.ics"
    found = {str(event["summary"]) for event in Calendar.from_ical(file.data).events}
    assert found == {"脚本 · Headphone review", "Gala", "D-1 Note · Headphone review"}
    assert set(events(plan, ref=f"person:{person}")) == {
        "Script · Headphone review", "Gala", "D-1 Note · Headphone review",
    }  # fmt: skip


def test_a_projects_file_has_only_its_dates(plan):
    other = plan.make_project("P2", name="Fragrance", name_zh="香氛")
    plan.add("Script")
    plan.add("Moodboard", other)
    file = plan.workspace.ask(schedule.ics(IcsFilter(project_id=other)))
    assert (file.name, file.events) == ("schedule-p2-fragrance.ics", 1)
    for filter in (IcsFilter(project_id=4711), IcsFilter(ref="talent:4711")):
        with pytest.raises(Missing):
            plan.workspace.ask(schedule.ics(filter))
