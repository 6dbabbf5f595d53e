"""The demo studio's projects stand on the time line as in the story, on both databases."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from studio.clock import Clock
from studio.services import schedule, search
from studio.services.schedule import BoardFilter, IcsFilter, LevelFilter

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def board(demo_workspace):
    demo_workspace.clock = Clock(date(2026, 11, 16))
    return demo_workspace.ask(schedule.board(BoardFilter()))


def day(minutes):
    """Return the Hangzhou day that something ends on or begins on."""
    return datetime.fromtimestamp(minutes * 60, UTC).astimezone(SHANGHAI).strftime("%m-%d")


def stands(board, number):
    """Return the open tasks of a project: first and last day, and who takes them."""
    lane = next(lane for lane in board.lanes if lane.number == number)
    return {
        row.title: (
            day(row.start),
            day(max(row.finish - 1, row.start)),
            " ".join(one.name.split()[0] for one in row.who),
        )
        for row in board.tasks
        if row.project_id == lane.id and row.start is not None
    }


def test_the_story_stands_on_the_time_line(board):
    assert [lane.number for lane in board.lanes] == ["P2", "P3", "P4", "P6", "P1"]
    london = stands(board, "P2")
    assert london.pop("Fine cut") == ("11-19", "11-24", "Theo")  # London's evening is past midnight
    assert london == {
        "Round 2 answer": ("11-13", "11-19", ""),
        "Captions zh + en": ("11-24", "11-25", "Xu"),
        "Shorts × 3": ("11-18", "11-20", "Ma"),
        "Thumbnail and title": ("11-23", "11-23", "Ma"),
        "Claims and label check": ("11-26", "11-26", "Ruth"),
        "Publish, YouTube": ("11-27", "11-27", "Theo"),
    }
    assert stands(board, "P3") == {
        "Contract, French clauses": ("11-16", "11-20", "Ruth"),
        "Location and permit": ("11-17", "11-23", "Zhou"),
        "Releases, AI consent": ("11-23", "11-25", "Gao"),
        "PPM and call sheet": ("11-26", "11-27", "Zhou"),
        "Shoot, Paris": ("12-02", "12-03", "Ines Tan Zhou Lin Gao"),
        "Selects and retouch": ("12-03", "12-09", "Ma"),
        "Rounds 1 and 2": ("12-10", "12-14", ""),
    }
    assert stands(board, "P4") == {
        "Clip 34 shoot": ("11-17", "11-17", "Ajiu Tan Luo"),
        "Clip 34 edit and rounds": ("11-18", "11-19", "Ma"),
        "Clip 35 edit": ("11-24", "11-25", "Ma"),
        "Clip 36 shoot": ("12-02", "12-02", "Ajiu Tan Luo"),
    }
    ends = {title: first for title, (first, _last, _who) in stands(board, "P6").items()}
    assert (ends["Poll 2 closes"], ends["Flavour decided"], ends["Reveal"]) == (
        "11-20", "11-23", "12-08",
    )  # fmt: skip
    settled = stands(board, "P1")
    assert settled["Session 1, commission invoice"][0] == "11-16"
    assert settled["Session 2 settles"][0] == "11-20"
    assert settled["Session 3 settles"][0] == "12-01"


def test_slack_and_the_critical_path_are_those_of_the_picture(board):
    rows = {row.title: row for row in board.tasks}
    slack = {
        "Shorts × 3": 3, "Thumbnail and title": 2, "Location and permit": 2,
        "Clip 34 edit and rounds": 2, "Clip 35 edit": 3,
    }  # fmt: skip
    assert {title: rows[title].slack // 480 for title in slack} == slack
    assert not any(rows[title].critical for title in slack)
    for title in ("Round 2 answer", "Fine cut", "Captions zh + en", "Claims and label check",
                  "Contract, French clauses", "Releases, AI consent", "PPM and call sheet",
                  "Shoot, Paris", "Selects and retouch", "Rounds 1 and 2"):  # fmt: skip
        assert rows[title].critical, title
    assert (rows["Round 2 answer"].done, rows["Contract, French clauses"].done) == (50, 30)


def test_tan_jing_is_booked_twice_and_ma_li_has_too_much_at_once(board):
    (clash,) = board.clashes
    assert (clash.name, day(clash.start)) == ("Tan Jing", "12-02")
    assert {en for en, _zh in clash.titles} == {"Shoot, Paris", "Clip 36 shoot"}
    (crowd,) = board.overloads
    assert (crowd.name, {en for en, _zh in crowd.titles}) == (
        "Ma Li", {"Shorts × 3", "Clip 34 edit and rounds"},
    )  # fmt: skip
    ines = next(lane for lane in board.people if lane.name == "Ines Carvalho")
    (hold,) = [span for span in ines.spans if span.kind == "hold"]
    assert (hold.rank, hold.expires is not None) == (1, True)
    tray = {row.title for row in board.tasks if row.unscheduled}
    assert len(tray) == 2


def test_past_projects_stand_there_too(demo_workspace, board):
    found = demo_workspace.ask(schedule.board(BoardFilter(done=True)))
    assert {lane.number for lane in found.lanes} == {"P1", "P2", "P3", "P4", "P5", "P6"}
    stream = next(row for row in found.tasks if row.title == "24 h stream")
    assert (day(stream.start), stream.state, stream.duration) == ("09-12", "done", 1440)
    assert all(row.planned_start for row in found.tasks if row.start is not None)
    assert not any(row.late for row in board.tasks)
    assert {row.country for row in board.calendars} == {"CN", "GB", "FR"}
    marks = {(mark.first.isoformat()[5:], mark.name) for mark in board.marks}
    assert {("11-11", "Double 11"), ("12-12", "Double 12"), ("06-18", "618")} <= marks
    assert ("11-26", "Thanksgiving Day") in marks


def test_the_demo_is_found_written_and_levelled_from(demo_workspace, board):
    hits = demo_workspace.ask(search.find("PPM"))
    assert [hit.title for hit in hits if hit.noun == "task"] == ["PPM and call sheet"]
    file = demo_workspace.ask(schedule.ics(IcsFilter(ref=_tan(board))))
    assert file.name == "schedule-tan-jing.ics"
    found = demo_workspace.ask(schedule.level_input(LevelFilter()))
    titles = {found.names[ref][0] for ref in found.movable}
    assert "Shorts × 3" in titles
    assert not titles & {"Clip 34 shoot", "Round 2 answer", "Fine cut", "Shoot, Paris"}


def _tan(board):
    return next(lane.ref for lane in board.people if lane.name == "Tan Jing")
