"""ImageBox: a logo or stamp: shown as it prints, chosen from a file, dropped, removed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.errors import Invalid, StudioError, Unavailable
from studio.services import studio
from studio.services.operation import Command
from studio.text import Message
from ui.context import Context
from ui.language import text, tr
from ui.theme.painting import CENTRE, draw_text, framed
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.files import FileDrop
from ui.widgets.labels import label

SHOWN = QSize(168, 96)


class Picture(QWidget):
    """An image in a frame, on white as on paper."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image = QImage()
        self.setFixedSize(SHOWN)
        self.setAccessibleName(name)

    def set_data(self, data: bytes) -> None:
        """Show an image of a file's bytes; none for no bytes."""
        self._image = QImage.fromData(data) if data else QImage()
        self.setAccessibleDescription("" if data else tr("None yet"))
        self.update()

    def is_empty(self) -> bool:
        """True while there is no image."""
        return self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the image in it."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        framed(p, box, "surface", "border2", 6)
        if self._image.isNull():
            draw_text(p, box, tr("None yet"), "small", "text3", CENTRE)
            return
        inner = box.adjusted(8, 8, -8, -8)
        p.fillRect(box.adjusted(2, 2, -2, -2), Qt.GlobalColor.white)
        size = self._image.size().scaled(inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(inner.center())
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.drawImage(place, self._image)


class ImageBox(QWidget):
    """A picture with the buttons that change it; asks for no more than its two commands."""

    done = Signal(object)
    """Emitted when the image was changed; carries the Outcome."""

    def __init__(
        self,
        context: Context,
        name: str,
        hint: str,
        put: Callable[[bytes], Command[int]],
        remove: Callable[[], Command[int]],
    ) -> None:
        super().__init__()
        self._context = context
        self._put, self._remove = put, remove
        self._shown = ""
        self._dialog: QWidget | None = None
        self.picture = Picture(name)
        self.choose = Button(tr("Choose file…"), icon="image", height=26)
        self.clear = Button(tr("Remove"), "link", height=26)
        self.problem = label("", "small", "bad", wrap=True)
        self.problem.hide()
        self._build(name, hint)
        self._drop = FileDrop(self.picture)
        self._drop.dropped.connect(self._on_dropped)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.clear.clicked.connect(self._on_clear_clicked)
        for widget in (self.choose, self.clear):
            widget.setEnabled(not context.read_only)
        self._drop.enabled = not context.read_only

    def _build(self, name: str, hint: str) -> None:
        buttons = hbox(None, self.choose, self.clear, STRETCH)
        words = vbox(None, label(name, "name"), label(hint, "small", "text3", wrap=True), gap=3)
        side = vbox(None, words, 8, buttons, self.problem, STRETCH)
        row = hbox(self, self.picture, gap=14, margins=(0, 4, 0, 8))
        row.addLayout(side, 1)

    def show_image(self, sha256: str) -> None:
        """Show the image that is kept under a hash; "" for none."""
        self.clear.setVisible(bool(sha256))
        self.choose.set_words(tr("Choose another…") if sha256 else tr("Choose file…"))
        if sha256 == self._shown:
            return
        self._shown = sha256
        self.say("")
        if not sha256:
            self.picture.set_data(b"")
            return
        self._context.tasks.ask(
            studio.image(sha256), owner=self, then=self.picture.set_data, slot="image"
        )

    def say(self, words: str) -> None:
        """Show why a file was not taken, or nothing."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def take(self, path: Path) -> None:
        """Read a file off the window's thread and make it the image."""
        self._context.tasks.call(
            _Read(path), owner=self, then=self._on_read, failed=self._on_refused, slot="read"
        )

    def _on_choose_clicked(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        words = tr("Images")
        dialog = QFileDialog(
            self.window(), tr("Choose an image"), home, f"{words} (*.png *.jpg *.jpeg)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_chosen)
        self._dialog = dialog
        dialog.open()

    def _on_chosen(self, path: str) -> None:
        self.take(Path(path))

    def _on_dropped(self, paths: list[Path]) -> None:
        self.take(Path(paths[0]))

    def _on_read(self, data: bytes) -> None:
        self._context.tasks.run_outcome(
            self._put(data), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_clear_clicked(self) -> None:
        self._context.tasks.run_outcome(
            self._remove(), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: object) -> None:
        self.say("")
        self.done.emit(outcome)

    def _on_refused(self, error: StudioError) -> None:
        found = next(iter(error.fields.values())) if isinstance(error, Invalid) else error.message
        self.say(text(found))


class _Read:
    """Reads a file, off the window's thread; far too large ones are not even read."""

    LIMIT = 20 * 1024 * 1024

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> bytes:
        """Return the bytes."""
        try:
            if self._path.stat().st_size > self.LIMIT:
                raise Invalid(
                    {
                        "image": Message(
                            "The image is larger than 5 MB. Save it smaller and try again."
                        )
                    }
                )
            return self._path.read_bytes()
        except OSError as error:
            unread = Message("“{file}” cannot be read.", file=self._path.name)
            raise Unavailable(unread) from error
