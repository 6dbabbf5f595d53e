"""The short forms of the kill loop and the race; programs of their own run them."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def _run(module, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{module}", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stdout, done.stderr
    return json.loads(done.stdout), done.stderr


def test_a_killed_writer_loses_nothing_it_confirmed():
    result, said = _run("kills", "--kills", 20)
    assert result["problems"] == []
    assert result["saved"] >= 10
    assert said == ""


def test_the_loop_would_notice_a_bad_writer():
    result, _said = _run("kills", "--kills", 30, "--control")
    assert result["problems"]  # how many depends on where the kills fall; about one in five


def test_programs_that_number_at_once_leave_no_gap_and_no_double():
    result, said = _run("race", "--processes", 2, "--numbers", 25)
    assert result["problems"] == []
    assert said == ""


@pytest.mark.postgresql
def test_people_who_number_at_once_on_a_server_leave_no_gap_and_no_double(databases):
    place = databases.fresh("postgresql")
    result, said = _run("race", "--processes", 3, "--numbers", 20, "--place", place)
    assert result["problems"] == []
    assert said == ""
    databases.drop(place)
