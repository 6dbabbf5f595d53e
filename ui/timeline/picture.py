"""The time line as it is seen, as a picture or a PDF."""

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.theme.painting import LEFT, RIGHT, draw_text
from ui.theme.tokens import theme
from ui.timeline.barpaint import Shown
from ui.timeline.canvas import Overlay, paint_scene
from ui.timeline.scene import Scene
from ui.timeline.view import TimelineView

SHARP = 2
"""Pixels of a picture for each on the screen."""
PX = 96.0
"""Screen pixels an inch, by which a page is as large as what is seen."""
MARGIN = 24
FOOT = 28


def png(view: TimelineView) -> bytes:
    """Return what is seen as a PNG, twice as sharp."""
    scene = still(view)
    zones = scene.zones
    image = QImage(int(zones.width * SHARP), int(zones.height * SHARP), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(theme["surface"])
    painter = QPainter(image)
    paint_scene(painter, scene, view.shown, Overlay())
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())


def pdf(view: TimelineView, title: str, fact: str) -> bytes:
    """Return what is seen as a PDF of one page, in the light look, as lines and text."""
    scene = still(view)
    zones = scene.zones
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Callboard")
    writer.setResolution(int(PX))
    wide, high = zones.width + 2 * MARGIN, zones.height + 2 * MARGIN + FOOT
    size = QPageSize(QSizeF(wide * 72 / PX, high * 72 / PX), QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    _draw(painter, scene, view.shown, (title, fact))
    painter.end()
    buffer.close()
    return bytes(data.data())


def still(view: TimelineView) -> Scene:
    """Return the frame that is seen, without a gesture under way."""
    seen = view.scene()
    return Scene(seen.layout, seen.scale, seen.zones, seen.top, seen.lane_top)


def _draw(painter: QPainter, scene: Scene, shown: Shown, words: tuple[str, str]) -> None:
    dark, theme.dark = theme.dark, False  # paper is white; nothing on the screen is told
    try:
        painter.translate(MARGIN, MARGIN)
        painter.setClipRect(QRectF(0, 0, scene.zones.width, scene.zones.height))
        paint_scene(painter, scene, replace(shown), Overlay())
        painter.setClipping(False)
        foot = QRectF(0, scene.zones.height + 8, scene.zones.width, 20)
        draw_text(painter, foot, words[0], "small", "text2", LEFT)
        draw_text(painter, foot, words[1], "small", "text3", RIGHT)
    finally:
        theme.dark = dark
