"""The way of a proposal: checks, sending, new versions, the answer, what it makes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.domain.money import Money
from studio.services import proposals
from tests import builders
from ui.proposals import rows


@pytest.fixture
def driver(show, proposal):
    return show(proposal)


def test_the_outline_ticks_what_is_written(driver):
    marks = driver.marks()
    assert marks["price"] == "ok"
    assert marks["idea"] == ""
    part = driver.part("idea")
    field = part.form.field("idea:en")
    field.setFocus()
    QTest.keyClicks(field, "One quiet afternoon")
    field.settle()
    assert driver.marks()["idea"] == "ok"


def test_a_check_leads_to_its_cause(driver):
    driver.type_into("Reel", rows.PRICE, "0")
    assert driver.can("Send")[0] is False
    assert driver.marks()["price"] == "block"
    driver.part("terms")
    driver.click_check("Reel has no price")
    assert driver.editor.part_key() == "price"
    assert driver.grid.current_line() == driver.line("Reel").id


def test_a_tick_holds_sending_back_until_it_is_made(driver):
    part = driver.part("creators")
    QTest.keyClicks(part.ticks.field, "Guardian consent")
    QTest.keyClick(part.ticks.field, Qt.Key.Key_Return)
    assert driver.marks()["creators"] == "block"
    assert "Not ticked yet: Guardian consent" in driver.checks()
    assert driver.can("Send")[0] is False
    part.ticks.tick(part.ticks.keys()[0])
    assert driver.can("Send")[0] is True


def test_sending_says_what_freezes_then_locks(driver):
    driver.shortcut("Ctrl+Shift+S")
    words = driver.dialog().title()
    assert words == "Send P-2026-001/1"
    driver.fill(to="Ada North")
    driver.confirm()
    assert driver.state() == (1, "sent")
    assert driver.said[-1] == "P-2026-001, version 1, is sent and locked"
    assert driver.pdf.says() == "as sent"
    driver.grid.go_to(driver.line("Reel").id, rows.PRICE)
    driver.key(Qt.Key.Key_F2)
    assert driver.line("Reel").price == Money(190_000, "GBP")
    assert driver.grid.open_field() is None
    assert driver.can("Line")[0] is False


def test_a_margin_under_the_floor_needs_the_owners_reason(driver):
    driver.type_into("Long video", rows.COST, "13000")
    assert driver.can("Send")[0] is True
    driver.press("Send")
    driver.confirm()
    assert "reason" in driver.dialog().form.problems()
    driver.fill(reason="short")
    driver.confirm()
    assert "at least 10 characters" in driver.dialog().problem()
    driver.fill(reason="A first job for this client")
    driver.confirm()
    assert driver.state() == (1, "sent")
    assert driver.proposal.shown.override_reason == "A first job for this client"


def test_a_new_version_says_what_changed_and_supersedes_when_sent(driver):
    driver.send()
    driver.press("New version")
    assert driver.state() == (2, "draft")
    driver.type_into("Reel", rows.PRICE, "1800")
    assert "Reel: price" in driver.editor.changed_words()
    driver.press("Compare with v1")
    assert "Reel: price £1,800.00, was £1,900.00" in driver.dialog().words()
    driver.confirm()
    driver.send()
    assert [head.state for head in driver.proposal.versions] == ["superseded", "sent"]


def test_a_version_in_work_is_discarded_and_comes_back_by_undo(driver, file_workspace):
    driver.send()
    driver.do("new_version")
    driver.do("discard")
    assert driver.state() == (1, "sent")
    file_workspace.undo()
    assert driver.proposal.newest == 2


def test_an_older_version_is_shown_as_it_was_sent(driver):
    driver.send()
    driver.do("new_version")
    driver.editor.version_wished.emit(1)
    assert driver.state() == (1, "sent")
    assert driver.pdf.says() == "as sent"
    driver.press("Show version 2")
    assert driver.state() == (2, "draft")


def test_a_yes_makes_project_pieces_and_deposit_in_two_actions(driver, file_workspace):
    opened = []
    driver.page.open_requested.connect(opened.append)
    driver.send()
    driver.accept("B")
    assert driver.dialog().title() == "Accepted. Make it happen"
    driver.confirm()
    assert driver.dialog().title() == "Made"
    driver.confirm()
    assert opened[-1].noun == "project"
    assert driver.proposal.project_id
    assert driver.editor.head.verb() == "open_project"
    file_workspace.undo()
    assert driver.proposal.project_id is None
    file_workspace.undo()
    assert driver.state() == (1, "sent")


def test_a_yes_without_proof_is_refused_and_keeps_what_was_typed(driver):
    driver.send()
    driver.press("Record answer")
    driver.dialog().choose("A")
    driver.fill(by="Ada", note="")
    driver.confirm()
    assert "proof" in driver.dialog().problem()
    assert driver.dialog().form.value()["by"] == "Ada"


def test_a_file_proves_a_yes(driver, tmp_path):
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(b"%PDF-1.7")
    driver.send()
    driver.press("Record answer")
    driver.dialog().take_file(str(signed))
    driver.confirm()
    assert driver.proposal.shown.answer.evidence == "signed.pdf"


def test_a_no_asks_why(driver):
    driver.send()
    driver.press("Record answer")
    driver.dialog().kind.chosen.emit("declined")
    driver.dialog().kind.set_current("declined")
    driver.confirm()
    assert driver.dialog().form.problems()
    driver.fill(reason="price")
    driver.confirm()
    assert driver.state() == (1, "declined")
    assert driver.said[-1] == "Refusal recorded"


def test_withdrawing_asks_why(driver):
    driver.send()
    driver.do("withdraw")
    driver.confirm()
    assert driver.dialog().form.problems()
    driver.fill(reason="Wrong prices")
    driver.confirm()
    assert driver.state() == (1, "withdrawn")


def test_a_client_on_hold_gets_no_project(show, file_workspace):
    client = builders.make_client(file_workspace, 1, state="on_hold", hold_reason="overdue")
    driver = show(builders.make_proposal(file_workspace, client, 1))
    driver.send()
    driver.accept(by="Jo Halden")
    assert driver.dialog().title() == "Accepted. Make it happen"
    assert driver.proposal.shown.state == "accepted"
    driver.confirm()
    assert driver.proposal.project_id is None


def test_files_and_history_stand_below_the_parts(driver):
    driver.send()
    part = driver.part("record")
    assert "Send P-2026-001/1" in part.history.words()
    assert part.files.names() == []


def test_the_pdf_follows_what_is_typed(driver, qtbot):
    driver.type_into("Reel", rows.LINE, "Z")
    driver.pdf.next_text("Z ")
    assert driver.pdf.says() == "up to date"


def test_a_click_on_the_page_goes_to_the_line(driver, qtbot):
    driver.pdf.wait()
    count = driver.pdf.pages()[1]
    page = next(
        number
        for number in range(1, count + 1)
        if "Total in" in _words_of(driver.pdf.pane.data(), number)
    )
    driver.part("terms")
    for y in range(60, 800, 8):
        driver.pdf.click(page, y)
        if driver.grid.current_line() == driver.line("Reel").id:
            break
    assert driver.editor.part_key() == "price"
    assert driver.grid.current_line() == driver.line("Reel").id


def _words_of(data, page):
    from io import BytesIO  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415

    return PdfReader(BytesIO(data)).pages[page - 1].extract_text()


def test_what_cannot_be_drawn_is_listed_before_sending(driver, qtbot):
    part = driver.part("idea")
    field = part.form.field("idea:en")
    field.setPlainText("A sign: \U00012000")
    field.settle()
    qtbot.waitUntil(lambda: any("□" in words for words in driver.checks()))


def test_half_typed_text_is_kept_aside(driver, app_context, proposal):
    part = driver.part("idea")
    field = part.form.field("idea:en")
    field.setFocus()
    QTest.keyClicks(field, "One quiet")
    version = driver.proposal.shown.id
    assert app_context.drafts.get("proposal_version", version, "idea:en") == "One quiet"


def test_the_cover_changes_the_record_and_the_document(driver, file_workspace):
    part = driver.part("cover")
    part.record.field("title").setText("Quiet")
    part.record.field("title").settle()
    part.document.field("discount").setText("10")
    part.document.field("discount").settle()
    assert driver.proposal.title == "Quiet"
    assert driver.proposal.shown.sums[0].net == Money(1_260_000, "GBP")
    file_workspace.undo()
    assert driver.proposal.shown.sums[0].net == Money(1_400_000, "GBP")


def test_steps_of_the_timeline(driver):
    part = driver.part("timeline")
    driver.press("Step")
    line = part.lines()[0]
    line.name.setText("Shoot")
    line.name.settle()
    assert [step.title for step in driver.proposal.shown.milestones] == ["Shoot"]
    QTest.mouseClick(part.lines()[0].gone, Qt.MouseButton.LeftButton)
    assert driver.proposal.shown.milestones == ()


def test_a_stale_price_is_shown_with_both_values(driver, file_workspace):
    reel = driver.line("Reel")
    driver.page.context.live.changed.disconnect(driver.page.refresh)
    file_workspace.run(
        proposals.change_line(reel.id, version=reel.version, values={"unit_price": 200_000})
    )
    driver.type_into("Reel", rows.PRICE, "1700")
    banner = driver.editor.desk.lines
    assert banner.isVisible()
    driver.page.context.live.changed.connect(driver.page.refresh)
    driver.press("Keep mine")
    assert driver.line("Reel").price == Money(170_000, "GBP")
