"""How Qt is used: bound methods as slots, no nested event loops, no waiting by the clock."""

import ast

from tests.architecture.source import called, calls, files, listed, place

# The one event loop of the program.
EVENT_LOOP = "ui/shell/program.py"


def test_slots_are_bound_methods():
    bad = [
        place(file, call)
        for file in files("ui")
        for call, name in calls(file)
        if name == "connect" and any(_is_made_on_the_spot(one) for one in call.args)
    ]
    assert not bad, f"a lambda or partial keeps its owner alive and cannot be found: {listed(bad)}"


def _is_made_on_the_spot(node):
    return isinstance(node, ast.Lambda) or (
        isinstance(node, ast.Call) and called(node) in ("partial", "partialmethod")
    )


def test_no_nested_event_loop():
    bad = [
        place(file, call)
        for file in files("ui", "tests")
        for call, name in calls(file)
        if name in ("exec", "exec_", "processEvents")
        and "benchmarks" not in str(file.path)  # they measure a window without a test around it
        and file.path != EVENT_LOOP
        and not _is_sql(call)
    ]
    assert not bad, f"use open() and finished, or qtbot.waitUntil: {listed(bad)}"


def _is_sql(call):
    """A database session has an exec of its own."""
    owner = getattr(call.func, "value", None)
    return isinstance(owner, ast.Name) and owner.id == "session"


def test_the_event_loop_is_entered_once():
    entered = [
        place(file, call)
        for file in files("ui")
        for call, name in calls(file)
        if name == "exec" and file.path == EVENT_LOOP
    ]
    assert len(entered) == 1, listed(entered)


# Files that wait for another process, where no signal can be had; each polls with an end.
WAITING = {
    "tests/postgres.py": "a server starting",
    "tests/smoke.py": "a window of another process",
    "tests/studio_frame/test_databases.py": "a server stopping",
}


def test_no_test_sleeps():
    bad = [
        place(file, call)
        for file in files("tests")
        for call, name in calls(file)
        if name in ("sleep", "qSleep", "qWait") and file.path not in WAITING
    ]
    assert not bad, f"wait for what happens (qtbot.waitUntil, waitSignal): {listed(bad)}"
