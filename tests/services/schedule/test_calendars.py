"""Calendars and absences: made, changed with everything worked on them, refused."""

from datetime import date

import pytest

from studio.errors import Conflict
from studio.services import schedule
from studio.services.schedule import Need
from tests import builders
from tests.services.schedule.acting import at, said


def calendars(plan, **options):
    return {row.name: row for row in plan.workspace.ask(schedule.calendars(**options))}


def test_office_hours_where_the_company_sits_count_until_there_is_a_calendar(plan):
    office = calendars(plan)["Office hours"]
    assert (office.id, office.zone, office.country, office.day) == (0, "Europe/London", "GB", 480)
    key = plan.run(schedule.add_calendar({"name": "London", "country": "GB"}))
    own = calendars(plan)
    assert list(own) == ["London"]
    assert (own["London"].id, own["London"].standard) == (key, True)


def test_new_hours_move_everything_worked_on_them_and_undo_brings_it_back(plan):
    plan.run(schedule.add_calendar({"name": "London", "country": "GB"}))
    plan.chain("Script", "Shoot")
    row = calendars(plan)["London"]
    off = {date(2026, 11, 16): [], "2026-11-17": [[540, 780]]}
    values = {"exceptions": off, "weekdays": [[[600, 1080]]] * 5 + [[], []]}
    plan.run(schedule.change_calendar(row.id, version=row.version, values=values))
    assert plan.spans() == {
        "Script": ("11-17 09:00", "11-18 14:00"), "Shoot": ("11-18 14:00", "11-19 14:00"),
    }  # fmt: skip
    plan.workspace.undo()
    assert plan.spans()["Shoot"] == ("11-17 09:00", "11-17 18:00")
    with pytest.raises(Conflict):
        plan.run(schedule.change_calendar(row.id, version=99, values={"name": "X"}))


def test_holidays_of_a_country_are_not_worked(plan):
    plan.run(schedule.add_calendar({"name": "London", "country": "GB"}))
    key = plan.add("Edit", earliest_at=at("12-24 09:00"), duration=2 * 480)
    row = plan.row(key)
    assert (said(row.start), said(row.finish)) == ("12-24 09:00", "12-29 18:00")


def test_hours_that_cannot_be_worked_are_refused(plan):
    for values, field in (
        ({"name": ""}, "name"),
        ({"name": "X", "zone": "Mars/Base"}, "zone"),
        ({"name": "X", "country": "QQ"}, "country"),
        ({"name": "X", "weekdays": [[]] * 7}, "weekdays"),
        ({"name": "X", "weekdays": [[[540, 1080]]]}, "weekdays"),
        ({"name": "X", "weekdays": [[[1080, 540]]] * 7}, "hours"),
        ({"name": "X", "weekdays": "always"}, "weekdays"),
        ({"name": "X", "weekdays": [[[540]]] * 7}, "weekdays"),
        ({"name": "X", "exceptions": {"someday": []}}, "exceptions"),
        ({"name": "X", "exceptions": ["2026-11-16"]}, "exceptions"),
    ):
        assert field in plan.refused(schedule.add_calendar(values)), values
    assert list(calendars(plan)) == ["Office hours"]


def test_one_calendar_is_the_studios_own(plan):
    plan.run(schedule.add_calendar({"name": "London", "country": "GB"}))
    plan.run(schedule.add_calendar({"name": "Paris", "zone": "Europe/Paris"}))
    london, paris = (calendars(plan)[name] for name in ("London", "Paris"))
    assert (london.standard, paris.standard) == (True, False)
    assert "standard" in plan.refused(schedule.archive_calendar(london.id, version=london.version))
    plan.run(schedule.change_calendar(paris.id, version=paris.version, values={"standard": True}))
    london, paris = (calendars(plan)[name] for name in ("London", "Paris"))
    assert (london.standard, paris.standard, plan.board().zone) == (False, True, "Europe/Paris")
    plan.run(schedule.archive_calendar(london.id, version=london.version))
    assert list(calendars(plan)) == ["Paris"]
    assert "London" in calendars(plan, archived=True)
    off = schedule.change_calendar(paris.id, version=paris.version, values={"standard": False})
    assert "standard" in plan.refused(off)


def test_somebody_may_work_on_a_calendar_of_their_own(plan):
    plan.run(schedule.add_calendar({"name": "London", "country": "GB"}))
    weekend = plan.run(
        schedule.add_calendar({"name": "Weekends", "weekdays": [[]] * 5 + [[[540, 1020]]] * 2})
    )
    ma = f"talent:{builders.make_talent(plan.workspace, name='Ma Li')}"
    key = plan.add("Edit", needs=[Need(ma)])
    plan.run(schedule.use_calendar(ma, weekend))
    assert said(plan.row(key).start) == "11-21 09:00"
    plan.workspace.undo()
    assert said(plan.row(key).start) == "11-16 09:00"
    assert "ref" in plan.refused(schedule.use_calendar("talent:4711", weekend))


def test_absences_are_kept_changed_and_removed(plan):
    ma = f"talent:{builders.make_talent(plan.workspace, name='Ma Li')}"
    key = plan.run(
        schedule.add_absence(ma, start=at("12-07 00:00"), finish=at("12-12 00:00"), kind="ill")
    )
    (row,) = plan.workspace.ask(schedule.absences(ma))
    assert (row.id, row.name, row.kind, said(row.start)) == (key, "Ma Li", "ill", "12-07 00:00")
    later = {"end_at": at("12-14 00:00"), "note": "Flu"}
    version = plan.run(schedule.change_absence(key, version=row.version, values=later))
    assert said(plan.workspace.ask(schedule.absences())[0].finish) == "12-14 00:00"
    wrong = schedule.change_absence(key, version=version, values={"end_at": at("12-01 00:00")})
    assert "end_at" in plan.refused(wrong)
    plan.run(schedule.remove_absence(key, version=version))
    assert plan.workspace.ask(schedule.absences()) == ()
    plan.workspace.undo()
    assert plan.workspace.ask(schedule.absences())[0].note == "Flu"
    bad = schedule.add_absence(ma, start=at("12-07 00:00"), finish=at("12-07 00:00"), kind="sleep")
    assert "kind" in plan.refused(bad)


def test_days_of_the_studios_own_are_kept_changed_and_refused(plan):
    first = {"name": "Sale", "name_zh": "周年庆", "first_on": "2026-12-18", "last_on": "2026-12-20"}
    key = plan.run(schedule.add_observance(first))
    (row,) = plan.workspace.ask(schedule.observances())
    assert (row.id, row.last_on) == (key, date(2026, 12, 20))
    change = {"last_on": date(2026, 12, 1)}
    wrong = schedule.change_observance(key, version=row.version, values=change)
    assert "last_on" in plan.refused(wrong)
    named = schedule.change_observance(key, version=row.version, values={"name": "Winter sale"})
    version = plan.run(named)
    with pytest.raises(Conflict):
        plan.run(schedule.remove_observance(key, version=row.version))
    plan.run(schedule.remove_observance(key, version=version))
    assert plan.workspace.ask(schedule.observances()) == ()
    plan.workspace.undo()
    assert plan.workspace.ask(schedule.observances())[0].name == "Winter sale"
    assert "name" in plan.refused(schedule.add_observance({"name": ""}))
