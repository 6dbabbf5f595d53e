"""callboard-cli level: a plan that people can keep, or who is to blame that there is none."""

import json

import pytest

from studio import cli
from tests.benchmarks.networks import network


@pytest.fixture
def place(tmp_path):
    return tmp_path / "plan.json"


def run(capsys, place, value, *arguments):
    place.write_text(json.dumps(value), encoding="utf-8")
    status = cli.main(["level", str(place), "--seconds", "2", *map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


def two(**more):
    return {
        "unit": "day",
        "resources": [{"id": "R1"}, {"id": "R2"}],
        "tasks": [
            {"id": "A", "duration": 3, "needs": {"R1": 1}, **more},
            {"id": "B", "duration": 2, "any_of": [["R1"]], **more},
        ],
    }


def test_nobody_is_needed_twice_and_the_reason_says_who_was(capsys, place, tmp_path):
    target = tmp_path / "answer.json"
    status, out, _err = run(capsys, place, two(), "--out", target)
    answer = json.loads(target.read_text(encoding="utf-8"))
    assert (status, out) == (0, "")
    assert (answer["status"], answer["makespan"], answer["bound"]) == ("optimal", 5, 5)
    assert answer["conflict"] == []
    later = max(answer["tasks"], key=lambda row: row["start"])
    first = min(answer["tasks"], key=lambda row: row["start"])
    assert later["start"] == first["finish"]
    assert later["reason"] == f"R1 does {first['id']} first"
    assert (later["slack"], later["critical"]) == (0, True)


def test_no_plan_is_status_1_with_the_guilty_deadlines(capsys, place, tmp_path):
    target = tmp_path / "answer.json"
    status, _out, err = run(capsys, place, two(deadline=4), "--out", target)
    answer = json.loads(target.read_text(encoding="utf-8"))
    assert (status, answer["status"], answer["conflict"]) == (1, "infeasible", ["A", "B"])
    assert "A, B" in err


def test_calendars_count_in_iso_instants(capsys, place):
    value = two() | {
        "unit": "hour",
        "start": "2026-11-16T09:00+08:00",
        "calendars": [{"id": "cn", "country": "CN", "weekdays": [[540, 1080]] * 5 + [[], []]}],
    }
    status, out, _err = run(capsys, place, value)
    rows = sorted(json.loads(out)["tasks"], key=lambda row: row["start"])
    assert status == 0
    assert rows[0]["start"] == "2026-11-16T09:00:00+08:00"
    assert rows[1]["finish"] == "2026-11-16T14:00:00+08:00"


def test_a_small_network_is_proven_best(capsys, place):
    status, out, _err = run(capsys, place, network(11, 20))
    answer = json.loads(out)
    assert (status, answer["status"]) == (0, "optimal")
    assert answer["makespan"] == answer["bound"] == max(row["finish"] for row in answer["tasks"])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (two() | {"resources": [{"id": "R1", "capacity": 0}]}, "Resource R1"),
        ({"tasks": [{"id": "A", "duration": 1, "needs": {"R9": 1}}]}, "A"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(capsys, place, value, words):
    status, out, err = run(capsys, place, value)
    assert (status, out) == (1, "")
    assert words in err


def test_seconds_are_more_than_none(capsys, place):
    status, _out, err = run(capsys, place, two(), "--seconds", "0")
    assert status == 1
    assert "Seconds" in err
