"""What is said before a booking is saved: clashes, exclusivity, absence, travel, days off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studio.errors import Invalid
from studio.persistence.tables.agreements import Release
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.schedule import Task, TaskNeed
from studio.persistence.tables.studio import LegalEntity
from studio.services import bookings
from studio.services.bookings import ExclusivityFilter
from studio.services.operation import Query
from tests import builders

DAY = datetime(2026, 12, 2, 1, tzinfo=UTC)
HOURS = timedelta(hours=9)


@pytest.fixture
def entity(workspace):
    return workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))


@pytest.fixture
def theo(workspace):
    return builders.make_talent(workspace, city="London")


@pytest.fixture
def northwick(workspace, entity):
    return builders.make_client(workspace, entity, industry="headphones")


@pytest.fixture
def tonwerk(workspace, entity):
    client = builders.make_client(workspace, entity, name="Tonwerk", industry="audio")
    builders.make_brand(workspace, client, name="Tonwerk", category="ANC headphones")
    return client


def wanted(talent, start=DAY, **values):
    return {"talent_id": talent, "start_at": start, "end_at": start + HOURS, **values}


def found(workspace, values):
    checked = workspace.ask(bookings.check(values))
    return {(one.kind, one.severity) for one in checked.findings}


def words(workspace, values):
    return [str(one.message) for one in workspace.ask(bookings.check(values)).findings]


def book(workspace, values, state="confirmed"):
    return workspace.run(bookings.create({**values, "state": state})).value


def test_nothing_is_said_of_a_free_day_or_of_what_is_half_typed(workspace, theo):
    assert found(workspace, wanted(theo)) == set()
    assert workspace.ask(bookings.check(wanted(theo))).rank == 1
    assert found(workspace, {}) == set()
    assert found(workspace, {"talent_id": theo, "start_at": DAY}) == set()
    assert found(workspace, {**wanted(theo), "end_at": DAY}) == set()


def test_who_holds_what_is_named(workspace, theo, northwick, entity):
    project = builders.make_project(workspace, northwick, entity, name="ANC review")
    book(workspace, wanted(theo, project_id=project, title="Fine cut"))
    other = wanted(theo, DAY + timedelta(hours=4))
    assert found(workspace, {**other, "state": "hold"}) == {("clash", "warn")}
    assert found(workspace, {**other, "state": "confirmed"}) == {("clash", "block")}
    assert words(workspace, other) == [
        "Theo Marsh is taken on 2026-12-02, 09:00 to 18:00 for ANC review, Fine cut (Confirmed)."
    ]


def test_an_earlier_hold_has_to_be_asked_a_later_one_not(workspace, theo):
    first = book(workspace, wanted(theo, title="Box"), "hold")
    assert found(workspace, wanted(theo, state="hold")) == {("hold", "warn")}
    assert found(workspace, wanted(theo, state="confirmed")) == {("hold", "block")}
    assert workspace.ask(bookings.check(wanted(theo, state="hold"))).rank == 2
    book(workspace, wanted(theo, title="Second"), "hold")
    checked = workspace.ask(bookings.check(wanted(theo, state="confirmed"), first))
    assert {(one.kind, one.severity) for one in checked.findings} == {("hold", "warn")}
    assert not checked.blocks


def test_exclusivity_warns_and_then_blocks_another_brand_only(
    workspace, theo, northwick, tonwerk, entity
):
    builders.make_exclusivity(workspace, theo, client_id=northwick)
    brief = builders.make_brief(workspace, tonwerk, number="B-013", title="Headphones")
    hold = wanted(theo, brief_id=brief, state="hold")
    assert found(workspace, hold) == {("exclusivity", "warn")}
    assert found(workspace, {**hold, "state": "confirmed"}) == {("exclusivity", "block")}
    assert words(workspace, hold) == [
        "Exclusive for Northwick Audio in headphones until 2027-01-31."
    ]
    key = book(workspace, hold, "hold")
    with pytest.raises(Invalid) as caught:
        workspace.run(bookings.confirm(key, version=1))
    assert set(caught.value.fields) == {"exclusivity"}
    workspace.undo()
    asked = {"talent_id": theo, "client_id": tonwerk}
    (one,) = workspace.ask(bookings.exclusivity.conflicts(asked))
    assert (one.kind, one.severity) == ("exclusivity", "warn")
    own = builders.make_brief(workspace, northwick, number="B-012", title="Podcast bundle")
    assert found(workspace, wanted(theo, brief_id=own, state="confirmed")) == set()
    after = datetime(2027, 2, 1, 1, tzinfo=UTC)
    assert found(workspace, wanted(theo, after, brief_id=brief, state="confirmed")) == set()
    unsaid = wanted(theo, state="confirmed")
    assert found(workspace, unsaid) == {("exclusivity", "warn")}


def test_a_window_is_proposed_agreed_and_ended(workspace, theo, northwick, tonwerk):
    values = {
        "talent_id": theo, "client_id": northwick, "category": "headphones", "state": "proposed",
        "first_on": date(2026, 10, 1), "last_on": date(2027, 1, 31), "platforms": ["youtube"],
    }  # fmt: skip
    window = workspace.run(bookings.exclusivity.create(values)).value
    firm = wanted(theo, client_id=tonwerk, state="confirmed")
    assert found(workspace, firm) == {("exclusivity", "warn")}
    workspace.run(bookings.exclusivity.activate(window, version=1))
    assert found(workspace, firm) == {("exclusivity", "block")}
    assert found(workspace, {**firm, "platforms": ["douyin"]}) == set()
    (row,) = workspace.ask(bookings.exclusivity.ending(days=90))
    assert (row.talent, row.client, row.days_left) == ("Theo Marsh", "Northwick Audio", 76)
    assert workspace.ask(bookings.exclusivity.ending(days=60)) == []
    workspace.run(bookings.exclusivity.end(window, version=row.version, reason="They agreed."))
    assert found(workspace, firm) == set()
    listed = workspace.ask(bookings.exclusivity.listing(ExclusivityFilter(state="ended")))
    assert [one.id for one in listed] == [window]
    workspace.undo()
    assert found(workspace, firm) == {("exclusivity", "block")}


def test_a_window_in_one_country_leaves_others_free(workspace, theo, northwick, tonwerk, entity):
    builders.make_exclusivity(workspace, theo, client_id=northwick, territories=["EU"])
    firm = {"client_id": tonwerk, "state": "confirmed"}
    for territory, met in (("DE", True), ("GB", False), ("JP, FR", True), ("", True)):
        expected = {("exclusivity", "block")} if met else set()
        assert found(workspace, wanted(theo, territory=territory, **firm)) == expected
    brief = builders.make_brief(workspace, tonwerk, number="B-013", title="UK test", market="UK")
    key = book(workspace, wanted(theo, brief_id=brief))
    assert workspace.ask(bookings.one(key)).territory == "GB"
    version = workspace.ask(bookings.one(key)).row.version
    with pytest.raises(Invalid) as caught:
        workspace.run(bookings.change(key, version=version, values={"territory": ["DE"]}))
    assert "say so" in str(caught.value.fields["exclusivity"])
    project = builders.make_project(workspace, tonwerk, entity, market="the usual")
    client = builders.make_client(workspace, entity, name="Far", industry="tea", market="中国")
    later = DAY + timedelta(days=1)
    unknown = book(workspace, wanted(theo, later, project_id=project), "hold")
    assert workspace.ask(bookings.one(unknown)).territory == ""
    far = book(workspace, wanted(theo, later, client_id=client), "hold")
    assert workspace.ask(bookings.one(far)).territory == "CN"


def test_a_booking_for_other_work_is_for_its_client(workspace, theo, northwick, tonwerk, entity):
    builders.make_exclusivity(workspace, theo, client_id=northwick)
    own = builders.make_project(workspace, northwick, entity, name="Review", market="UK")
    task = builders.add(workspace, Task(project_id=own, title="Clip"))
    key = book(workspace, wanted(theo, task_id=task))
    other = builders.make_brief(workspace, tonwerk, number="B-013", title="O2")
    values = {"project_id": None, "brief_id": other}
    with pytest.raises(Invalid) as caught:
        workspace.run(bookings.change(key, version=1, values=values))
    assert set(caught.value.fields) == {"exclusivity"}
    values["category"] = "headphone stands"
    workspace.run(bookings.change(key, version=1, values=values))
    one = workspace.ask(bookings.one(key)).row
    assert (one.client_id, one.brief_id, one.project_id, one.task_id) == (
        tonwerk, other, None, None,
    )  # fmt: skip


@pytest.mark.parametrize("first", ["own brief", "nothing", "own client"])
def test_a_hold_for_somebody_else_is_not_turned_into_a_rivals_booking(
    workspace, theo, northwick, tonwerk, first
):
    builders.make_exclusivity(workspace, theo, client_id=northwick)
    own = builders.make_brief(workspace, northwick, number="B-012", title="Podcast bundle")
    other = builders.make_brief(workspace, tonwerk, number="B-013", title="O2")
    about = {"own brief": {"brief_id": own}, "own client": {"client_id": northwick}}
    key = book(workspace, wanted(theo, **about.get(first, {})), "hold")
    values = {"project_id": None, "brief_id": other}
    version = workspace.run(bookings.change(key, version=1, values=values)).value
    row = workspace.ask(bookings.one(key)).row
    assert (row.brief_id, row.client_id) == (other, tonwerk)
    with pytest.raises(Invalid) as caught:
        workspace.run(bookings.confirm(key, version=version))
    assert set(caught.value.fields) == {"exclusivity"}


def test_every_brand_of_a_client_counts_where_none_is_said(workspace, theo, northwick, entity):
    builders.make_exclusivity(workspace, theo, client_id=northwick, category="耳机")
    wide = builders.make_client(workspace, entity, name="Klang", industry="lifestyle")
    firm = wanted(theo, client_id=wide, state="confirmed")
    assert found(workspace, firm) == set()
    builders.make_brand(workspace, wide, name="Klang Home", category="furniture")
    builders.make_brand(workspace, wide, name="Klang Ear", category="ANC headphones")
    assert found(workspace, firm) == {("exclusivity", "block")}
    assert found(workspace, {**firm, "category": "furniture"}) == set()
    (one,) = workspace.ask(bookings.check({**firm, "category": "audio"})).findings
    assert (one.severity, str(one.fix)) == (
        "warn", "Choose what it is for, or say what it advertises.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"category": ""}, "category"),
        ({"last_on": date(2026, 9, 1)}, "last_on"),
        ({"last_on": None}, "last_on"),
        ({"talent_id": None}, "talent_id"),
        ({"client_id": 4711}, "client_id"),
        ({"territories": ["Europe"]}, "territories"),
        ({"platforms": ["myspace"]}, "platforms"),
        ({"fee": -1}, "fee"),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(workspace, theo, values, field):
    given = {
        "talent_id": theo, "category": "headphones", "first_on": date(2026, 10, 1),
        "last_on": date(2027, 1, 31), **values,
    }  # fmt: skip
    with pytest.raises(Invalid) as caught:
        workspace.run(bookings.exclusivity.create(given))
    assert set(caught.value.fields) == {field}


def test_absence_days_off_and_travel_are_said(workspace, theo):
    builders.make_absence(workspace, DAY, DAY + HOURS, talent_id=theo, kind="ill")
    assert found(workspace, wanted(theo)) == {("absence", "warn")}
    saturday = DAY + timedelta(days=3)
    assert found(workspace, wanted(theo, saturday, state="confirmed")) == {("calendar", "warn")}
    book(workspace, wanted(theo, saturday, place="Hangzhou"))
    near = wanted(theo, saturday + timedelta(hours=12), place="Paris")
    assert ("travel", "warn") in found(workspace, near)
    assert "Hangzhou to Paris takes about 16 h, and 3 h lie between." in words(workspace, near)
    home = wanted(theo, saturday + timedelta(hours=12), place="Studio A, Hangzhou")
    assert ("travel", "warn") not in found(workspace, home)


@pytest.mark.parametrize(
    ("release", "firm", "held"),
    [
        ({"signed_on": date(2026, 1, 1)}, set(), set()),
        ({"signed_on": date(2026, 1, 1), "last_on": date(2026, 12, 2)}, set(), set()),
        ({"signed_on": date(2026, 1, 1), "last_on": date(2026, 12, 1)}, "warn", "warn"),
        ({}, "warn", "warn"),
        ({"kind": "minor"}, "block", "warn"),
        ({"signed_on": date(2026, 1, 1), "revoked_on": date(2026, 11, 1)}, "block", "warn"),
        ({"kind": "music"}, set(), set()),
    ],
)
def test_a_consent_that_does_not_hold_is_said(workspace, theo, release, firm, held):
    builders.add(workspace, Release(talent_id=theo, **release))
    for state, severity in (("confirmed", firm), ("hold", held)):
        expected = {("consent", severity)} if severity else set()
        assert found(workspace, wanted(theo, state=state)) == expected


def test_the_shoot_of_other_work_is_said(workspace, theo, northwick, entity):
    project = builders.make_project(workspace, northwick, entity, name="Retainer")
    task = builders.add(
        workspace,
        Task(
            project_id=project, title="Clip 36", kind="shoot", start_at=DAY, finish_at=DAY + HOURS
        ),
    )
    builders.add(workspace, TaskNeed(project_id=project, task_id=task, talent_id=theo))
    assert found(workspace, wanted(theo)) == {("task", "warn")}
    assert found(workspace, wanted(theo, project_id=project)) == set()


@pytest.mark.parametrize(
    ("change", "held", "taken"),
    [
        ({"archived": True}, "block", "block"),
        ({"archived": True, "erased_on": date(2026, 11, 1)}, "block", "block"),
        ({"do_not_pitch": True, "do_not_pitch_reason": "No cars."}, "warn", "warn"),
    ],
)
def test_who_is_not_to_be_had_is_said(workspace, change, held, taken):
    who = builders.make_talent(workspace, name="Gone", **change)
    for state, severity in (("hold", held), ("confirmed", taken)):
        values = wanted(who, state=state)
        assert found(workspace, values) == {("standing", severity)}
        if severity == "block":
            with pytest.raises(Invalid) as caught:
                book(workspace, values, state)
            assert set(caught.value.fields) == {"who"}
        else:
            assert workspace.run(bookings.create(values)).undoable
            workspace.undo()


def test_who_was_blocked_after_a_hold_is_not_booked(workspace, theo):
    key = book(workspace, wanted(theo), "hold")
    builders.add(
        workspace, Incubation(talent_id=theo, state="blocked", state_reason="False figures")
    )
    assert words(workspace, wanted(theo))[0] == "Theo Marsh is blocked: False figures"
    with pytest.raises(Invalid) as caught:
        workspace.run(bookings.confirm(key, version=1))
    assert "blocked" in str(caught.value.fields["who"])


def test_others_of_the_same_craft_who_are_free_are_offered(workspace):
    crew = {"kind": "crew", "discipline": "mua", "city": "Hangzhou"}
    tan = builders.make_talent(workspace, name="Tan Jing", **crew)
    builders.make_talent(workspace, name="Free Far", **{**crew, "city": "Beijing"})
    builders.make_talent(workspace, name="Free Near", **crew)
    busy = builders.make_talent(workspace, name="Busy", **crew)
    away = builders.make_talent(workspace, name="Away", **crew)
    builders.make_talent(
        workspace, name="Also can", kind="crew", discipline="stylist", skills=["mua"]
    )
    builders.make_talent(workspace, name="Editor", kind="crew", discipline="editor")
    book(workspace, wanted(busy), "hold")
    builders.make_absence(workspace, DAY, DAY + HOURS, talent_id=away)
    offered = workspace.ask(bookings.alternatives(wanted(tan)))
    assert [one.name for one in offered] == ["Free Near", "Also can", "Free Far"]
