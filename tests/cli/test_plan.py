"""callboard-cli plan: dates for other programs' plans, and refusals that name the item."""

import json

import pytest

from studio import cli


@pytest.fixture
def place(tmp_path):
    return tmp_path / "plan.json"


def run(capsys, *arguments):
    status = cli.main(["plan", *map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


def two(**second):
    return {
        "tasks": [{"id": "A", "duration": 3}, {"id": "B", "duration": 2, **second}],
        "links": [{"from": "A", "to": "B", "lag": 1}],
    }


def test_the_dates_go_to_the_terminal_or_a_file(capsys, place, tmp_path):
    place.write_text(json.dumps(two()), encoding="utf-8")
    status, out, _err = run(capsys, place)
    answer = json.loads(out)
    assert status == 0
    assert (answer["makespan"], answer["tasks"][1]["start"]) == (6, 4)
    target = tmp_path / "answer.json"
    status, out, _err = run(capsys, place, "--out", target)
    assert (status, out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8")) == answer


def test_a_deadline_that_cannot_hold_is_reported_not_refused(capsys, place):
    place.write_text(json.dumps(two(deadline=5)), encoding="utf-8")
    status, out, _err = run(capsys, place)
    assert status == 0
    assert [task["slack"] for task in json.loads(out)["tasks"]] == [-1, -1]
    assert json.loads(out)["conflict"] == ["B"]


def test_a_circle_is_refused_and_named(capsys, place, tmp_path):
    value = two()
    value["links"].append({"from": "B", "to": "A"})
    place.write_text(json.dumps(value), encoding="utf-8")
    target = tmp_path / "answer.json"
    status, out, err = run(capsys, place, "--out", target)
    assert (status, out) == (1, "")
    assert "A → B → A" in err
    assert not target.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not JSON"),
        ('{"tasks": [', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"tasks": [{"id": "A", "duration": NaN}]}', "Task A"),
        ('{"tasks": [{"id": "A", "duration": 1, "needs": {"R": 1}}]}', "no resource R"),
    ],
)
def test_what_is_broken_is_refused(capsys, place, text, words):
    place.write_text(text, encoding="utf-8")
    status, out, err = run(capsys, place)
    assert (status, out) == (1, "")
    assert words in err


def test_a_file_that_is_not_there_is_refused(capsys, place):
    status, _out, err = run(capsys, place)
    assert status == 1
    assert "There is no file plan.json" in err
