"""A scout's road in the real window: a list, contact, tests, a plan, a contract, the roster."""

import pytest
from PySide6.QtWidgets import QAbstractItemView, QCheckBox

from studio.services import incubation, talent
from studio.services.talent import TalentFilter
from tests.drivers.person import rows_of
from ui.widgets.board import Board
from ui.widgets.tags import ChipsEdit

LIST = (
    "达人名单,,,,\n"
    "名称,平台,账号,粉丝数(万),日期\n"
    "Wen Shu,抖音,wenshu,1.8,2026/11/14\n"
    "Bo An,小红书,boan,0.9,14.11.2026\n"
    '空号,抖音,broken,"12,3,4",2026-11-14\n'
)
FIRST = {"On camera": "7", "Product knowledge": "5", "Editing": "8"}
SECOND = {"Live pacing": "6.5", "Reliability": "9", "Brand safety": "10"}
CLAUSES = ("What is done", "Pay and payment days", "Rights granted", "Notice and ending")


@pytest.fixture
def scout(enter, demo_workspace):
    """Return the person at the demo's board of incubation."""
    person = enter(demo_workspace)
    person.go("talent")
    person.press("Incubation")
    return person


def stage(person, name):
    """Return the names on the cards of a stage."""
    board = person.find(Board)[0]
    (cards,) = [one for one in board.findChildren(QAbstractItemView)
                if one.accessibleName().startswith(f"{name}, ")]  # fmt: skip
    return [row.split(", ")[0] for row in rows_of(cards)]


def bring(person, tmp_path):
    """Import the list by its good rows; return nothing until the board shows them."""
    file = tmp_path / "list.csv"
    file.write_bytes(LIST.encode("gb18030"))
    person.press("Import a scouting list")
    person.dialog().read_file(str(file))
    assert person.sees("3 rows, 2 new people, 1 cannot be read"), person.words()
    assert person.sees("Row 5, Followers:")
    assert not person.has_button("Import")
    person.fill("Import the rows that can be read, leave the others out", True)
    person.press("Import")
    assert person.dialog() is None, person.words()
    assert "2 people scouted, 2 readings added, 1 row left out" in person.toasts()[-1]


def test(person, task, marks):
    """Put down a test task with its marks."""
    person.press("Add test")
    person.fill("Task", task)
    for part, mark in marks.items():
        person.fill(part, mark)
    person.press("Keep the test")
    assert person.dialog() is None, person.words()


test.__test__ = False


def refused(person, step, *reasons):
    """Try a step: the dialog names what is missing and does not let it pass without a reason."""
    person.press(step)
    for reason in reasons:
        assert person.sees(f"missing: {reason}"), person.words()
    person.press("Move")
    assert person.dialog() is not None, person.words()
    person.press("Cancel")


def test_a_find_of_a_list_becomes_a_creator_under_contract(scout, demo_workspace, tmp_path):
    people = len(demo_workspace.ask(talent.ids(TalentFilter())))
    bring(scout, tmp_path)
    assert stage(scout, "Scouted") == ["Bo An", "Wen Shu"]
    scout.undo()
    assert stage(scout, "Scouted") == []
    assert len(demo_workspace.ask(talent.ids(TalentFilter()))) == people
    scout.redo()

    scout.open_row("Wen Shu")
    refused(scout, "Move to Contacted", "a lawful basis")
    scout.fill("Lawful basis", "Legitimate interest")
    scout.press("Move to Contacted")
    assert stage(scout, "Contacted") == ["Wen Shu"]
    scout.press("Move to Testing")
    test(scout, "Unboxing of 60 seconds", FIRST)
    refused(scout, "Move to Nurturing", "2 tests (there are 1)", "an average of 7.0 (it is 6.67)")
    test(scout, "Trial live", SECOND)
    assert scout.sees("Average 7.58; 7.0 passes, no part below 5.0"), scout.words()
    scout.press("Move to Nurturing")
    assert "Wen Shu" in stage(scout, "Nurturing")

    plan(scout)
    refused(scout, "Move to Roster", "a signed talent agreement", "somebody to pay")
    sign(scout)
    scout.press("Incubation")
    scout.tab("Tests")
    scout.fill("Paid to", "Wen Shu, individual")
    scout.press("Move to Roster")
    scout.fill("Decision", "Signed for two years")
    scout.press("Move")
    assert scout.dialog() is None, scout.words()
    assert "Wen Shu" in stage(scout, "Roster")
    (key,) = demo_workspace.ask(talent.ids(TalentFilter(text="Wen Shu")))
    assert demo_workspace.ask(talent.one(key)).incubation == "roster"
    assert [step.after.code for step in demo_workspace.ask(incubation.one(key)).steps] == [
        "roster", "nurturing", "testing", "contacted", "scouted",
    ]  # fmt: skip
    scout.undo()
    assert "Wen Shu" in stage(scout, "Nurturing")


def plan(person):
    """Give mentor, target and a milestone that is done, and book what it cost."""
    person.tab("Plan")
    person.fill("Mentor", "Gao Qiao")
    person.fill("Target tier", "Micro")
    person.fill("Target by", "2027-06-30")
    person.press("Add milestone")
    person.fill("Milestone", "Live coach")
    person.fill("Due", "2026-12-20")
    person.press("Plan")
    assert person.sees("18,000 of 50,000 by 30 June 2027"), person.words()
    person.click(person.find(QCheckBox, "Live coach")[0])
    assert person.sees("done 16 Nov"), person.words()
    person.tab("Money")
    person.press("Book money")
    person.fill("What for", "Coach")
    person.fill("Amount", "4,800")
    person.press("Book")
    assert person.sees("Put in ¥4,800.00, earned ¥0.00"), person.words()


def sign(person):
    """Sign a talent agreement in the papers of the roster."""
    person.press("Talent", within=person.page.current_view().pane)
    assert person.page.view.current() == "roster"
    person.tab("Papers")
    person.press("Add contract")
    person.fill("From", "2026-11-16")
    person.fill("To", "2028-11-15")
    for clause in CLAUSES:
        person.pick(person.find(ChipsEdit, "Clauses agreed")[0], clause)
    person.press("Keep")
    assert person.dialog() is None, person.words()
    for state in ("In negotiation", "Agreed", "Signed"):
        person.choose("What to do with it", f"Move to {state}")
    person.fill("For us", "Lin Xiaoman")
    person.fill("For them", "Wen Shu")
    person.press("Sign")
    assert person.dialog() is None, person.words()


def test_the_owner_lets_a_gate_pass_and_the_step_keeps_why(scout, demo_workspace, tmp_path):
    bring(scout, tmp_path)
    scout.open_row("Bo An")
    scout.press("Move to Contacted")
    scout.fill("Let it pass because", "She wrote to us first")
    scout.press("Move")
    assert scout.dialog() is None, scout.words()
    assert stage(scout, "Contacted") == ["Bo An"]
    scout.tab("Steps")
    assert scout.sees("passed without a lawful basis: She wrote to us first"), scout.words()
    scout.undo()
    assert stage(scout, "Contacted") == []
