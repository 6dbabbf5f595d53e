"""Pictures of pieces: read and scaled off the window's thread, kept by their hash and size."""

from collections import OrderedDict

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from studio.errors import StudioError
from studio.services import deliverables
from studio.services.deliverables import PieceRow
from ui.context import Context
from ui.deliverables.scenes import draw_scene
from ui.theme.tokens import theme

KEPT = 400
"""Small pictures in memory: a board of 200 cards in two sizes."""

LIMIT = 120_000_000
"""Pixels of a picture that is still decoded; larger ones are most likely made to hurt."""

READ = frozenset({b"png", b"jpeg", b"gif", b"webp", b"bmp", b"tiff"})
"""Formats that are decoded: pictures made of pixels, which can name nothing to fetch."""

STEP = 32
"""Pixels between the sizes pictures are kept in."""

STRIP = 3
"""Height of the line in the project's hue under a picture."""

Key = tuple[str, int, int]


class Pictures(QObject):
    """Draws the picture of a piece, and asks for it when it is first in sight."""

    arrived = Signal()
    """Emitted when a picture has come: whoever draws pieces paints again."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._waiting: OrderedDict[Key, int] = OrderedDict()
        self._loading: Key | None = None

    def draw(self, row: PieceRow, p: QPainter, box: QRectF) -> None:
        """Draw a piece's picture over all of a box; the drawing of its format where none is."""
        ratio = p.device().devicePixelRatioF()
        image = self.image(row, box, ratio)
        hue = row.hue or "p1"
        if image is None or image.isNull():
            draw_scene(p, box, hue, row.format)
            return
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide, high = box.width() * ratio, box.height() * ratio
        middle = QRectF(0, 0, wide, high)
        middle.moveCenter(QRectF(image.rect()).center())
        p.drawImage(box, image, middle)
        strip = QRectF(box.left(), box.bottom() - STRIP, box.width(), STRIP)
        p.fillRect(strip, theme[hue])

    def image(self, row: PieceRow, box: QRectF, ratio: float = 1) -> QImage | None:
        """Return a piece's picture, a little larger than a box; None while it is not there yet."""
        if row.picture_id is None:
            return None
        key = (row.picture_hash, _step(box.width() * ratio), _step(box.height() * ratio))
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key != self._loading and key not in self._waiting:
            self._waiting[key] = row.picture_id
            self._next()
        return None

    def _next(self) -> None:
        """Load the one asked for last: it is in sight, older ones may be scrolled away."""
        if self._loading is not None or not self._waiting:
            return
        self._loading, attachment = self._waiting.popitem()
        query = deliverables.picture(attachment)
        self._tasks.ask(query, owner=self, then=self._on_read, failed=self._on_failed)

    def _on_read(self, data: bytes) -> None:
        if self._loading is None:
            return
        scaled = Scaled(data, self._loading[1], self._loading[2])
        self._tasks.call(scaled, owner=self, then=self._on_scaled)

    def _on_scaled(self, image: QImage) -> None:
        if self._loading is not None:
            self._kept[self._loading] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self._loading = None
        self.arrived.emit()
        self._next()

    def _on_failed(self, _error: StudioError) -> None:
        """The studio is out of reach: the drawing stays, the next painting asks anew."""
        self._loading = None
        self._waiting.clear()


def _step(size: float) -> int:
    """Return the next step of sizes: a window that is made wider decodes few pictures anew."""
    return -(-round(size) // STEP) * STEP


class Scaled:
    """Decodes a picture so that it fills a size, what stands over cut off evenly."""

    def __init__(self, data: bytes, width: int, height: int) -> None:
        self._data = data
        self._size = QSize(max(width, 1), max(height, 1))

    def __call__(self) -> QImage:
        """Return the picture; a null one where the bytes are none."""
        buffer = QBuffer()
        buffer.setData(QByteArray(self._data))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        size = reader.size()
        if reader.format().data() not in READ or not 0 < size.width() * size.height() <= LIMIT:
            return QImage()
        turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
        target = self._size.transposed() if turned else self._size
        reader.setScaledSize(size.scaled(target, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
        image = reader.read()
        if image.isNull():
            return image
        left = (image.width() - self._size.width()) // 2
        top = (image.height() - self._size.height()) // 2
        return image.copy(left, top, self._size.width(), self._size.height())
