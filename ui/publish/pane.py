"""The PDF pane: shows a document as it would print now, or as it was kept, and sends it out."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from studio.documents.press import Document, Kind
from studio.errors import StudioError
from studio.services.publish import Paper
from ui.context import Context
from ui.language import text, tr
from ui.publish.export import Exporter
from ui.publish.pages import Drawn, Spot, draw, look_at
from ui.publish.view import SheetView, Strip
from ui.widgets.boxes import fixed, frame, hbox, scrolled, vbox
from ui.widgets.buttons import MenuButton, icon_button
from ui.widgets.labels import ElidedLabel, Glyph, label

PAUSE = 400
"""How long typing rests before the document is built again, in ms."""

ZOOMS = (0, 75, 100, 150, 200)
"""Per cent of the paper's own size; 0 fits the pane."""


class PdfPane(QFrame):
    """A document beside what it is made of."""

    built = Signal(bytes)
    """Emitted when new bytes are shown."""

    page_changed = Signal(int)
    """Emitted when another page came to the front; carries its number from 1."""

    clicked_at = Signal(int, QPointF)
    """Emitted when the page is clicked; carries its number and the place in points."""

    paper_read = Signal(object)
    """Emitted when a Paper was read that is about to be shown; carries it."""

    def __init__(self, context: Context, parent: QWidget | None = None, *, width: int = 0) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self.setAccessibleName(tr("PDF"))
        self.context = context
        self.exporter = Exporter(context, self)
        self._kind: Kind = "invoice"
        self._key = ""
        self._query: Any = None
        self._asked = 0
        self._asked_key = ""
        self._kept = False
        self._data = b""
        self._page, self._count, self._zoom = 1, 0, 0
        self._outline: tuple[tuple[str, int], ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._settle = QTimer(self, singleShot=True, interval=60)
        if width:
            self.setFixedWidth(width)
        self._build()
        self._pause.timeout.connect(self._ask_document)
        self._settle.timeout.connect(self._redraw)
        self._sheet.clicked_at.connect(self._on_sheet_clicked)
        self._strip.chosen.connect(self.go_to)
        self.exporter.said.connect(self._say)

    def _build(self) -> None:
        self._lock = Glyph("lock-simple", "text2", 14)
        self._lock.hide()
        self._state = ElidedLabel("", "small", "text3")
        self._where = label("", "small", "text2")
        self._before = icon_button("caret-left", tr("Previous page"), height=26)
        self._after = icon_button("caret-right", tr("Next page"), height=26)
        self._fit = MenuButton(tr("Fit"), height=26)
        for zoom in ZOOMS:
            words = tr("Fit") if zoom == 0 else f"{zoom} %"
            self._fit.add(words, self._zoom_to(zoom))
        self._more = icon_button("printer", tr("Print"), height=26)
        self._folder = icon_button("folder-open", tr("Save and open the folder"), height=26)
        self._mail = icon_button("envelope-simple", tr("Mail draft with the PDF"), height=26)
        head = QWidget()
        fixed(head, height=40)
        hbox(
            head,
            label("PDF", "head"),
            self._lock,
            self._state,
            self._before,
            self._where,
            self._after,
            self._fit,
            self._more,
            self._folder,
            self._mail,
            margins=(12, 0, 8, 0),
            gap=4,
        ).setStretchFactor(self._state, 1)
        self._sheet = SheetView()
        ground = frame("sunken")
        vbox(ground, self._sheet, margins=(16, 16, 16, 8)).setAlignment(
            self._sheet, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        )
        self._scroll = scrolled(ground)
        self._strip = Strip()
        strip = frame("sunken")
        hbox(strip, self._strip, margins=(16, 0, 16, 8))
        self._strip_box = strip
        strip.hide()
        column = vbox(self, head, self._scroll, strip, gap=0)
        column.setStretchFactor(self._scroll, 1)
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)
        self._more.clicked.connect(self.print_it)
        self._folder.clicked.connect(self.save)
        self._mail.clicked.connect(self.mail)
        self._show_controls()

    def _zoom_to(self, zoom: int) -> Callable[[], None]:
        return _Zoom(self, zoom).take

    # -- what is shown --------------------------------------------------------------------------

    def show_draft(self, kind: Kind, key: str, query: Any) -> None:
        """Show the document (or Paper) that `query` answers, built anew after each pause."""
        if key != self._key:
            self.clear()  # another record's document must not be taken for this one's
        self._kind, self._key, self._query, self._kept = kind, key, query, False
        self._lock.hide()
        if not self._data:
            self._state.setText(tr("making the PDF"))
        self._pause.start(PAUSE if self._data else 1)

    def show_kept(self, query: Any, note: str) -> None:
        """Show bytes as they were kept: they never change. `note` says so, "as issued"."""
        self._begin_kept(note)
        self.context.tasks.ask(
            query, owner=self, then=self._on_kept, failed=self._on_failed, slot="bytes"
        )

    def _begin_kept(self, note: str) -> None:
        self.clear()
        self._kept = True
        self._lock.show()
        self._state.setText(note)

    def show_paper(self, query: Any, note: str) -> None:
        """Show a Paper whose bytes were kept when it went out; `note` says so, "as sent"."""
        self._begin_kept(note)
        self.context.tasks.ask(
            query, owner=self, then=self._on_paper, failed=self._on_failed, slot="bytes"
        )

    def _on_kept(self, data: bytes) -> None:
        if self._kept:  # else something else is shown by now
            self._take(data)

    def _on_paper(self, paper: Paper) -> None:
        if not self._kept:
            return
        self.paper_read.emit(paper)
        if paper.kept is not None:
            self._take(paper.kept)

    def clear(self) -> None:
        """Show nothing."""
        self._pause.stop()
        self._asked += 1
        self._query, self._key, self._kept = None, "", False
        self._data, self._page, self._count = b"", 1, 0
        self._outline, self._wanted = (), ()
        self.exporter.data = b""
        self._lock.hide()
        self._sheet.put(None)
        self._strip_box.hide()
        self._state.setText("")
        self._show_controls()

    def set_name(self, file_name: str) -> None:
        """Name the file that Save proposes."""
        self.exporter.file_name = file_name

    def set_mail(self, subject: str, to: str, body: str) -> None:
        """Say what the mail draft carries besides the PDF."""
        self.exporter.subject, self.exporter.to, self.exporter.body = subject, to, body

    def data(self) -> bytes:
        """Return the bytes that are shown."""
        return self._data

    def page_count(self) -> int:
        """Return how many pages the document has."""
        return self._count

    def page(self) -> int:
        """Return the number of the page that is shown, from 1."""
        return self._page

    def go_to(self, page: int) -> None:
        """Show a page by its number; before the first drawing it is the one drawn first."""
        if not self._count:
            self._page = max(1, page)
        elif 1 <= page <= self._count and page != self._page:
            self._page = page
            self._redraw()
            self.page_changed.emit(page)

    def go_to_words(self, *titles: str) -> bool:
        """Show the page of the bookmark that says one of these; False where there is none.

        While nothing is drawn yet the wish is kept until it is.
        """
        self._wanted = () if self._outline else titles
        for said, page in self._outline:
            if any(title and title in said for title in titles):
                self.go_to(page)
                return True
        return False

    def look_at(self, page: int, at: QPointF, then: Callable[[Spot], None]) -> None:
        """Find out what stands at a place of a page; `then` gets the Spot."""
        work = _Look(self._data, page, at.y())
        self.context.tasks.call(work, owner=self, then=then, slot="look", thread="pages")

    def state_words(self) -> str:
        """Return what the head says of the document."""
        return self._state.text()

    # -- building -------------------------------------------------------------------------------

    def _ask_document(self) -> None:
        if self._query is None:
            return
        self._asked += 1
        self._asked_key = self._key
        self._state.setText(
            tr("making page {page}").format(page=self._page) if self._data else tr("making the PDF")
        )
        self.context.tasks.ask(
            self._query, owner=self, then=self._on_document, failed=self._on_failed, slot="paper"
        )

    def _on_document(self, found: Document | Paper) -> None:
        if self._query is None or self._asked_key != self._key:
            return  # something else is shown by now
        if isinstance(found, Paper):
            self.paper_read.emit(found)
        document: Any = found.document if isinstance(found, Paper) else found
        future = self.context.press.preview(self._key, self._kind, document)
        asked = self._asked
        self.context.tasks.call(
            _Wait(future, asked), owner=self, then=self._on_built, failed=self._on_failed
        )

    def _on_built(self, result: tuple[int, bytes | None]) -> None:
        asked, data = result
        if asked == self._asked and data is not None:
            self._state.setText(tr("up to date"))
            self._take(data)

    def _on_failed(self, error: StudioError) -> None:
        self._state.setText(text(error.message))

    def _take(self, data: bytes) -> None:
        self._data = bytes(data)
        self.exporter.data = self._data
        self._redraw()
        self.built.emit(self._data)

    # -- drawing --------------------------------------------------------------------------------

    def _redraw(self) -> None:
        if not self._data:
            return
        work = _Draw(self._data, self._page, self._width(), self.devicePixelRatioF())
        self.context.tasks.call(work, owner=self, then=self._on_drawn, slot="draw", thread="pages")

    def _width(self) -> int:
        if self._zoom:
            return round(595 * self._zoom / 100 * 96 / 72)
        return max(160, self._scroll.viewport().width() - 34)

    def _on_drawn(self, drawn: Drawn) -> None:
        if not self._data:
            return
        self._count, self._page = drawn.count, drawn.sheet.number
        self._outline = drawn.outline
        self._sheet.put(drawn.sheet)
        self._strip.put(drawn.thumbs, drawn.sheet.number)
        self._strip_box.setVisible(drawn.count > 1)
        self._show_controls()
        if self._wanted:
            self.go_to_words(*self._wanted)

    def _show_controls(self) -> None:
        here = tr("{page} of {count}").format(page=self._page, count=self._count)
        self._where.setText(here if self._count else "")
        self._before.setEnabled(self._page > 1)
        self._after.setEnabled(self._page < self._count)
        for control in (self._more, self._folder, self._mail, self._fit):
            control.setEnabled(bool(self._count))

    def zoom(self, percent: int) -> None:
        """Show the page at a size in per cent of the paper; 0 fits the pane."""
        self._zoom = percent
        self._fit.set_words(tr("Fit") if percent == 0 else f"{percent} %")
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page again, once the edge rests."""
        super().resizeEvent(event)
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with PageUp and PageDown."""
        if event.key() == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        else:
            super().keyPressEvent(event)

    def _on_before(self) -> None:
        self.go_to(self._page - 1)

    def _on_after(self) -> None:
        self.go_to(self._page + 1)

    def _on_sheet_clicked(self, at: QPointF) -> None:
        self.clicked_at.emit(self._page, at)

    # -- out of the window ----------------------------------------------------------------------

    def print_it(self) -> None:
        """Print what is shown, without saving it first."""
        self.exporter.print_it(self)

    def save(self) -> None:
        """Save what is shown and show it in its folder."""
        self.exporter.save(self)

    def mail(self) -> None:
        """Open a mail draft with the PDF attached."""
        self.exporter.mail()

    def _say(self, words: str) -> None:
        self._state.setText(words)


class _Zoom:
    """One entry of the zoom menu."""

    def __init__(self, pane: PdfPane, percent: int) -> None:
        self._pane, self._percent = pane, percent

    def take(self) -> None:
        """Zoom the pane."""
        self._pane.zoom(self._percent)


class _Wait:
    """Waits for the press on a reader's thread; a preview that was overtaken answers None."""

    def __init__(self, future: Any, asked: int) -> None:
        self._future, self._asked = future, asked

    def __call__(self) -> tuple[int, bytes | None]:
        """Return which request this was, and its bytes."""
        try:
            return self._asked, self._future.result()
        except CancelledError:
            return self._asked, None


class _Draw:
    """Draws on the thread of PDFium."""

    def __init__(self, data: bytes, page: int, width: int, ratio: float) -> None:
        self._arguments = (data, page, width, ratio)

    def __call__(self) -> Drawn:
        """Return the page as a picture."""
        return draw(*self._arguments, thumbs=True)


class _Look:
    """Looks at a place of a page on the thread of PDFium."""

    def __init__(self, data: bytes, page: int, y: float) -> None:
        self._arguments = (data, page, y)

    def __call__(self) -> Spot:
        """Return what stands there."""
        return look_at(*self._arguments)
