"""Pictures of pieces: attached by a drop, decoded to a size, kept; never more than they may be."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio.services import attachments, deliverables
from tests import builders
from ui.deliverables.pictures import Pictures, Scaled
from ui.deliverables.scenes import draw_scene


def picture(width=64, height=64, ink="#ff0000", form="PNG"):
    """Return the bytes of a picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(ink))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form)
    return buffer.data().data()


def test_a_dropped_picture_is_shown_and_enter_takes_the_next_step(
    page, driver, project, file_workspace, tmp_path
):
    key = builders.make_deliverable(file_workspace, project, title="Clip", state="producing")
    page.refresh_all()
    place = tmp_path / "still.png"
    place.write_bytes(picture())
    assert driver.drop_file("Clip", place)
    (file,) = file_workspace.ask(attachments.listing("deliverable", key))
    assert (file.name, driver.said[-1]) == ("still.png", "Attach still.png")
    assert page.current().row.picture_id == file.id
    assert page.pane().picture.accessibleName() == "Open the picture"
    assert page.pane().focusWidget().text() == "Draft is ready"
    page.views.board.grab()  # the first painting asks for the picture
    shown = page.views.board.grab().toImage()
    colours = {shown.pixelColor(x, y).name() for x in range(0, 700, 8) for y in range(40, 120, 8)}
    assert "#ff0000" in colours
    file_workspace.undo()
    assert page.current().row.picture_id is None


def test_a_picture_is_asked_for_once_per_size_and_kept(app_context, project, file_workspace, page):
    key = builders.make_deliverable(file_workspace, project)
    file_workspace.run(attachments.attach("deliverable", key, "a.png", picture(400, 100)))
    row = file_workspace.ask(deliverables.rows([key]))[key]
    pictures = Pictures(app_context, page)
    came = []
    pictures.arrived.connect(lambda: came.append(1))
    box = QRectF(0, 0, 80, 40)
    assert pictures.image(row, box) is None  # it comes later
    found = pictures.image(row, box)
    assert (found.width(), found.height(), found.pixelColor(40, 20).name()) == (96, 64, "#ff0000")
    assert pictures.image(row, QRectF(0, 0, 90, 50)) is found  # a window made a little wider
    assert pictures.image(row, box, 2) is None
    assert pictures.image(row, box, 2).width() == 160
    assert len(came) == 2


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(40), b"<svg width='9'/>"])
def test_what_is_no_picture_of_pixels_gives_none(data):
    assert Scaled(data, 10, 10)().isNull()


def test_a_picture_with_more_pixels_than_may_be_is_not_decoded():
    whole = picture(4, 4, form="BMP")
    wide = (60_000).to_bytes(4, "little")
    assert Scaled(whole[:18] + wide + wide + whole[26:], 10, 10)().isNull()
    assert not Scaled(whole, 10, 10)().isNull()


@pytest.mark.parametrize("hue", ["p1", "p2", "p3"])
@pytest.mark.parametrize("form", ["short_video", "live", "carousel", "key_visual", "image_note",
                                  "article", "podcast", ""])  # fmt: skip
def test_every_format_has_its_drawing(page, hue, form):
    image = QImage(160, 60, QImage.Format.Format_RGB32)
    p = QPainter(image)
    draw_scene(p, QRectF(image.rect()), hue, form)
    p.end()
    colours = {image.pixelColor(x, y).name() for x in range(160) for y in range(0, 60, 3)}
    assert len(colours) > 2
