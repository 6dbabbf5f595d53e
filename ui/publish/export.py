"""Print, save, open the folder, mail draft: what can be done with a document that is shown."""

from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSizeF, QStandardPaths, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from studio import paths, writing
from studio.errors import StudioError
from studio.services.publish import Letter, email_draft
from ui.context import Context
from ui.language import text, tr
from ui.publish.outside import open_file
from ui.publish.pages import draw_one

PRINT_DOTS = 300


class Exporter(QObject):
    """Takes the bytes that a pane shows out of the window."""

    said = Signal(str)
    """Emitted when something was done or refused; carries the words."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.data = b""
        self.file_name = "document.pdf"
        self.subject = ""
        self.to = ""
        self.body = ""
        self._printer: QPrinter | None = None
        self._printing: _Job | None = None

    # -- save -----------------------------------------------------------------------------------

    def save(self, parent: QWidget) -> None:
        """Ask where, write the file whole, then show its folder."""
        if not self.data:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(
            parent, tr("Save the PDF"), str(Path(folder) / self.file_name), "PDF (*.pdf)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.file_name)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the PDF to a file and show its folder."""
        work = _Write(Path(path), self.data)
        self.context.tasks.call(work, owner=self, then=self._on_saved, failed=self._on_refused)

    def _on_saved(self, path: Path) -> None:
        open_file(path.parent)
        self.said.emit(tr("Saved as {name}").format(name=path.name))

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message))

    # -- mail -----------------------------------------------------------------------------------

    def mail(self) -> None:
        """Write a mail draft beside the PDF and open it in the mail program."""
        if not self.data:
            return
        work = _Mail(self.to, self.subject, self.body, self.file_name, self.data)
        self.context.tasks.call(work, owner=self, then=self._on_mail, failed=self._on_refused)

    def _on_mail(self, path: Path) -> None:
        if open_file(path):
            self.said.emit(tr("The mail draft is open in your mail program."))
        else:
            open_file(path.parent)
            self.said.emit(tr("The mail draft is in {folder}").format(folder=path.parent))

    # -- print ----------------------------------------------------------------------------------

    def print_it(self, parent: QWidget) -> None:
        """Open the print dialog; the pages are drawn off the window's thread."""
        if not self.data:
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self.file_name)
        dialog = QPrintDialog(self._printer, parent)
        dialog.accepted.connect(self._on_print_accepted)
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that was chosen."""
        self._printer = printer
        self._on_print_accepted()

    def _on_print_accepted(self) -> None:
        if self._printer is not None and self.data:
            self._printing = _Job(self._printer, self.data)
            self._printer = None
            self._ask_page()

    def _ask_page(self) -> None:
        """Draw one page after the other: a whole document at this resolution fills the memory."""
        job = self._printing
        if job is not None:
            work = _Page(job.data, job.done + 1)
            self.context.tasks.call(
                work, owner=self, then=self._on_page, failed=self._on_refused, thread="pages"
            )

    def _on_page(self, drawn: tuple[int, QImage]) -> None:
        job, (count, page) = self._printing, drawn
        if job is None:
            return
        if not job.print_page(page):
            self._printing = None
            self.said.emit(tr("The printer did not take the document."))
        elif job.done < count:
            self._ask_page()
        else:
            job.end()
            self._printing = None
            self.said.emit(tr("Sent to the printer"))


class _Job:
    """A document on its way to a printer."""

    def __init__(self, printer: QPrinter, data: bytes) -> None:
        self.data = data
        self.done = 0
        self._printer = printer
        self._painter = QPainter()

    def print_page(self, page: QImage) -> bool:
        """Print the next page at its own size; return whether the printer took it."""
        size = page.size()
        points = QSizeF(size.width() * 72 / PRINT_DOTS, size.height() * 72 / PRINT_DOTS)
        self._printer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
        self._printer.setFullPage(True)
        begun = self._printer.newPage() if self.done else self._painter.begin(self._printer)
        if begun:
            self._painter.drawImage(QRectF(self._painter.viewport()), page)
            self.done += 1
        return begun

    def end(self) -> None:
        """Let the printer have it."""
        self._painter.end()


class _Write:
    """Writes a file whole, off the window's thread."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __call__(self) -> Path:
        """Write it; return where."""
        writing.write_whole(self._path, self._data)
        return self._path


class _Mail:
    """Writes the mail draft and the PDF into the cache folder."""

    def __init__(self, to: str, subject: str, body: str, name: str, data: bytes) -> None:
        self._to, self._subject, self._body = to, subject, body
        self._name, self._data = name, data

    def __call__(self) -> Path:
        """Return where the draft is."""
        folder = paths.made(paths.cache() / "mail")
        letter = Letter(self._to, self._subject, self._body)
        message = email_draft(letter, self._name, self._data)
        writing.write_whole(folder / self._name, self._data)
        path = (folder / self._name).with_suffix(".eml")
        writing.write_whole(path, message)
        return path


class _Page:
    """Draws a page for printing."""

    def __init__(self, data: bytes, number: int) -> None:
        self._data, self._number = data, number

    def __call__(self) -> tuple[int, QImage]:
        """Return how many pages there are, and this one."""
        return draw_one(self._data, self._number, PRINT_DOTS)
