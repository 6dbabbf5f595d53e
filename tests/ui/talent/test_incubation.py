"""The incubation board, as a person uses it: from a find to the roster."""

import pytest

from studio.services import agreements, incubation, talent
from tests import builders
from tests.drivers.incubation import IncubationDriver
from ui.talent.incubation.view import IncubationView

TODAY = builders.TODAY


@pytest.fixture
def view(qtbot, app_context):
    view = IncubationView(app_context)
    app_context.live.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1240, 860)
    view.show()
    return view


@pytest.fixture
def driver(view, qtbot):
    return IncubationDriver(view, qtbot)


@pytest.fixture
def said(view):
    heard = []
    view.said.connect(lambda words, undo: heard.append(words))
    return heard


def scout(driver, view):
    """Scout somebody in the dialog; return the talent's id."""
    view.scout()
    dialog = view.dialog()
    driver.fill("Stage name", "Yuzu Dog", within=dialog)
    driver.pick(driver.field("Platform", within=dialog), "Douyin")
    driver.fill("Account", "yuzu", within=dialog)
    driver.fill("Followers", "11,020", within=dialog)
    driver.press("Put on the board", within=dialog)
    return view.pane.one.talent_id


def test_a_find_is_contacted_tested_nurtured_and_signed(driver, view, said, file_workspace):
    key = scout(driver, view)
    assert driver.stands("scouted") == ["Yuzu Dog"]
    assert driver.drag(key, "contacted") == "Missing: a lawful basis"
    assert driver.drag(key, "roster").startswith("There is no step")
    file_workspace.run(
        incubation.change(
            key, version=view.pane.one.version, values={"lawful_basis": "consent", "payee": "Y"}
        )
    )
    assert driver.drag(key, "contacted") == ""
    assert driver.drag(key, "testing") == ""
    for title, marks in (
        ("Clip", {"On camera": "7", "Product knowledge": "5", "Editing": "8"}),
        ("Live", {"Reliability": "9", "Brand safety": "10", "Live pacing": "4"}),
    ):
        view.pane.act_wished.emit("test", 0)
        dialog = view.dialog()
        driver.fill("Task", title, within=dialog)
        for part, mark in marks.items():
            driver.fill(part, mark, within=dialog)
        driver.press("Keep the test", within=dialog)
    assert driver.awaits("Average 7.17; 7.0 passes, no part below 5.0")
    assert driver.awaits("Nurture: live coach, 4 weeks")
    assert driver.drag(key, "nurturing") == ""
    assert driver.drag(key, "roster") == (
        "Missing: no part of the tests below 5.0, a signed talent agreement"
    )
    view.pane.act_wished.emit("test", 0)
    driver.fill("Task", "Second live", within=view.dialog())
    driver.fill("Live pacing", "7", within=view.dialog())
    driver.press("Keep the test", within=view.dialog())
    clauses = dict.fromkeys(("services", "pay", "rights", "ending"), True)
    paper = file_workspace.run(
        agreements.add_contract(key, {"start_on": TODAY, "clauses": clauses})
    ).value
    version = 1
    for state in ("in_negotiation", "agreed"):
        version = file_workspace.run(
            agreements.move_contract(paper, version=version, to=state)
        ).value
    names = {"signed_by_us": "Lin", "signed_by_us_on": TODAY, "signed_by_them": "Yuzu",
             "signed_by_them_on": TODAY}  # fmt: skip
    file_workspace.run(agreements.sign(paper, version=version, values=names))
    driver.select(key)
    driver.move("roster")
    driver.fill("Decision", "Signed for two years", within=view.dialog())
    driver.press("Move", within=view.dialog())
    assert driver.stands("roster") == ["Yuzu Dog"]
    assert file_workspace.ask(talent.one(key)).incubation == "roster"


def test_the_owner_passes_a_gate_and_the_step_says_so(driver, view, file_workspace):
    key = scout(driver, view)
    driver.move("contacted")
    driver.fill("Let it pass because", "She wrote to us", within=view.dialog())
    driver.press("Move", within=view.dialog())
    assert driver.stands("contacted") == ["Yuzu Dog"]
    step = file_workspace.ask(incubation.one(key)).steps[0]
    assert step.override_reason == "She wrote to us"


def test_plan_money_and_the_report(driver, view, file_workspace):
    key = scout(driver, view)
    view.pane.act_wished.emit("milestone", 0)
    driver.fill("Milestone", "Live coach", within=view.dialog())
    driver.press("Plan", within=view.dialog())
    view.pane.act_wished.emit("money", 0)
    driver.fill("What for", "Coach", within=view.dialog())
    driver.fill("Amount", "4,800", within=view.dialog())
    driver.press("Book", within=view.dialog())
    one = file_workspace.ask(incubation.one(key))
    assert [stone.title for stone in one.milestones] == ["Live coach"]
    assert one.balances[0].invested.minor == 480_000
    view.pane.act_wished.emit("stone", one.milestones[0].id)
    assert file_workspace.ask(incubation.one(key)).milestones[0].done_on == TODAY
    file_workspace.run(incubation.add_test(key, {"title": "Clip", "scores": {"editing": "8"}}))
    view.print_report()
    pane = view.dialog().pane
    driver.qtbot.waitUntil(lambda: pane.data().startswith(b"%PDF"))
    view.dialog().accept()


def test_who_left_stands_on_the_other_board(driver, view, file_workspace):
    key = scout(driver, view)
    driver.move("blocked")
    driver.fill("Decision", "fake followers", within=view.dialog())
    driver.press("Move", within=view.dialog())
    assert driver.stands("scouted") == []
    assert [card.title for card in view.stages.left_board.cards("blocked")] == ["Yuzu Dog"]
    assert file_workspace.ask(incubation.one(key)).state_reason == "fake followers"
