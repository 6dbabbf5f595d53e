"""The PDF pane: what it shows, how it turns and grows, and what it lets out."""

import email
import email.policy
import itertools
import time
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from studio import paths
from studio.documents.press import build_now
from tests.documents import proposals, samples
from ui.publish import export
from ui.publish.view import SheetView

SECONDS = 20_000


@dataclass(frozen=True)
class Answer:
    """A query that answers what it holds."""

    value: Any
    right: str = ""

    def call(self, _session):
        return self.value


def words_of(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.fixture
def shown(pane, qtbot):
    """Show a proposal of several pages."""
    with qtbot.waitSignal(pane.built, timeout=SECONDS):
        pane.show_draft("proposal", "proposal:1", Answer(proposals.proposal()))
    assert pane.page_count() > 2
    return pane


def test_a_draft_is_built_and_says_that_it_is_up_to_date(shown):
    assert shown.data().startswith(b"%PDF")
    assert shown.state_words() == "up to date"
    assert shown.exporter.data == shown.data()


def test_pages_turn_by_number_by_keys_and_stop_at_the_ends(shown, qtbot):
    turned = []
    shown.page_changed.connect(turned.append)
    shown.go_to(3)
    QTest.keyClick(shown, Qt.Key.Key_PageUp)
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    shown.go_to(0)
    shown.go_to(shown.page_count() + 1)
    assert turned == [3, 2, 3]


def test_a_page_wished_before_the_first_drawing_is_the_first_drawn(pane, qtbot):
    pane.show_draft("proposal", "proposal:1", Answer(proposals.proposal()))
    pane.go_to(2)
    with qtbot.waitSignal(pane.built, timeout=SECONDS):
        pass
    turned = []
    pane.page_changed.connect(turned.append)
    pane.go_to(2)
    assert turned == []


def test_the_page_stays_when_the_document_is_built_anew(shown, qtbot):
    shown.go_to(2)
    with qtbot.waitSignal(shown.built, timeout=SECONDS):
        shown.show_draft("proposal", "proposal:1", Answer(proposals.proposal()))
    turned = []
    shown.page_changed.connect(turned.append)
    shown.go_to(2)
    assert turned == []


def test_zoom_grows_the_page(shown):
    sheet = shown.findChild(SheetView)
    shown.zoom(100)
    at_100 = sheet.width()
    shown.zoom(200)
    assert sheet.width() == pytest.approx(2 * at_100, abs=4)
    shown.zoom(0)
    assert sheet.width() <= shown.width()


def test_another_record_never_shows_the_one_before(shown, qtbot):
    shown.show_draft("invoice", "invoice:7", Answer(samples.deposit()))
    assert shown.data() == b""
    assert shown.exporter.data == b""
    assert shown.page_count() == 0
    with qtbot.waitSignal(shown.built, timeout=SECONDS):
        pass
    assert shown.data() == build_now("invoice", samples.deposit())


def test_kept_bytes_are_shown_as_they_are_and_no_draft_comes_over_them(pane, qtbot):
    kept = build_now("invoice", samples.request())
    pane.show_draft("proposal", "proposal:1", Answer(proposals.proposal()))
    pane.show_kept(Answer(kept), "as issued")
    assert pane.data() == kept
    assert pane.state_words() == "as issued"


def test_printing_prints_every_page(shown, qtbot, tmp_path):
    said = []
    shown.exporter.said.connect(said.append)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    shown.exporter.print_on(printer)
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == shown.page_count()
    wide, high = printed[0].get_size()
    assert (round(wide), round(high)) == (595, 842)
    printed.close()
    assert said == ["Sent to the printer"]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_says_so(shown, tmp_path):
    said = []
    shown.exporter.said.connect(said.append)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "folder" / "x.pdf"))
    shown.exporter.print_on(printer)
    assert said == ["The printer did not take the document."]


def test_saving_writes_the_bytes_and_shows_the_folder(shown, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(export, "open_file", lambda path: opened.append(path) or True)
    said = []
    shown.exporter.said.connect(said.append)
    shown.exporter.save_to(str(tmp_path / "out.pdf"))
    assert (tmp_path / "out.pdf").read_bytes() == shown.data()
    assert opened == [tmp_path]
    assert said == ["Saved as out.pdf"]


def test_a_place_that_cannot_be_written_says_so(shown, tmp_path):
    said = []
    shown.exporter.said.connect(said.append)
    shown.exporter.save_to(str(tmp_path / "gone" / "out.pdf"))
    assert "cannot be written" in said[0]


def test_the_mail_draft_opens_as_a_new_message_with_the_same_bytes(shown, monkeypatch):
    opened = []
    monkeypatch.setattr(export, "open_file", lambda path: opened.append(path) or True)
    shown.set_name("PROPOSAL_PL-P-2026-019_v1_en.pdf")
    shown.set_mail("Proposal\r\nBcc: x@example.com", "ann@example.com", "Dear Ann,\n祝好")
    shown.mail()
    path = paths.cache() / "mail" / "PROPOSAL_PL-P-2026-019_v1_en.eml"
    assert opened == [path]
    letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert letter["X-Unsent"] == "1"
    assert letter["To"] == "ann@example.com"
    assert letter["Bcc"] is None
    assert "祝好" in letter.get_body().get_content()
    attachment = next(letter.iter_attachments())
    assert attachment.get_filename() == "PROPOSAL_PL-P-2026-019_v1_en.pdf"
    assert attachment.get_content() == shown.data()


def test_the_newest_wins_over_what_was_typed_before(real_pane, qtbot):
    base = samples.deposit()
    for number in range(8):
        real_pane.show_draft("invoice", "invoice:1", Answer(replace(base, number=f"N-{number}")))
        real_pane._ask_document()
    qtbot.waitUntil(lambda: "N-7" in words_of(real_pane.data() or EMPTY), timeout=SECONDS)
    assert real_pane.state_words() == "up to date"


EMPTY = build_now("invoice", replace(samples.deposit(), number="EMPTY"))


def test_the_window_never_waits_for_a_long_document(real_pane, qtbot):
    base = samples.deposit()
    long = replace(base, contract_rows=base.contract_rows * 50)  # 200 lines
    moments = []
    beat = QTimer(interval=10)
    beat.timeout.connect(lambda: moments.append(time.perf_counter()))
    beat.start()
    real_pane.show_draft("invoice", "invoice:1", Answer(long))
    qtbot.waitUntil(lambda: real_pane.page_count() > 3, timeout=SECONDS)
    beat.stop()
    gaps = [after - before for before, after in itertools.pairwise(moments)]
    print(f"longest gap in the window: {max(gaps) * 1000:.0f} ms")
    assert real_pane.page_count() > 3
    assert len(moments) > 3
