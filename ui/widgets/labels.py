"""Words, icons and marks that stand still. Text of others is shown as typed, never as HTML."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.fonts import font, metrics, text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, LEFT, draw_text, rounded
from ui.theme.tokens import TYPES, theme
from ui.widgets.boxes import hbox, restyle


class PlainLabel(QLabel):
    """One text in a style of type; markup in it is shown as it was typed."""

    def __init__(self, words: str = "", style: str = "body", ink: str = "text") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", style)
        self.setProperty("ink", ink)
        self.setText(words)

    def set_ink(self, ink: str) -> None:
        """Show the words in another colour role."""
        restyle(self, ink=ink)


def label(
    words: str = "",
    style: str = "body",
    ink: str = "text",
    *,
    wrap: bool = False,
    selectable: bool = False,
) -> PlainLabel:
    """Return a text in a style and colour role; `wrap` lets it run over several lines."""
    made = PlainLabel(words, style, ink)
    made.setWordWrap(wrap)
    if wrap:
        made.setMinimumWidth(40)
    if selectable:
        flags = Qt.TextInteractionFlag
        made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


class ElidedLabel(QWidget):
    """One line that gives way: cut with an ellipsis where it must be, whole in its tool tip."""

    def __init__(
        self,
        words: str = "",
        style: str = "body",
        ink: str = "text",
        align: Qt.AlignmentFlag = LEFT,
        *,
        keep: int = 24,
    ) -> None:
        super().__init__()
        self._keep = keep
        self._words = ""
        self._style = style
        self._ink = ink
        self._align = align
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._tell_rest()
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._words

    def set_ink(self, ink: str) -> None:
        """Show the words in another colour role."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for the whole text."""
        return QSize(int(text_width(self._words, self._style)) + 1, self._height())

    def minimumSizeHint(self) -> QSize:
        """Be content with a few letters, or with the `keep` px that were asked for."""
        wide = min(self._keep, int(text_width(self._words, self._style)) + 1)
        return QSize(wide, self._height())

    def _height(self) -> int:
        return int(metrics(self._style).height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether the text still fits."""
        self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        p = QPainter(self)
        ink = self._ink if self.isEnabled() else "disabled"
        draw_text(p, QRectF(self.rect()), self._words, self._style, ink, self._align)

    def _tell_rest(self) -> None:
        cut = text_width(self._words, self._style) > self.width() + 0.5
        self.setToolTip(_escaped(self._words) if cut else "")


def _escaped(words: str) -> str:
    """A tool tip would read markup; without a < there is none."""
    return words.replace("<", "\u2039").replace(">", "\u203a")


class KeyCap(PlainLabel):
    """A key or chord as it is printed on a keyboard."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "tiny", "text3")
        self.setProperty("box", "key")
        self.setFixedHeight(18)
        self.setIndent(0)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def key_cap(words: str) -> KeyCap:
    """Return a key cap such as "Ctrl K"."""
    return KeyCap(words)


def section_head(words: str, fact: str = "") -> QWidget:
    """Return the head of a section: 12/600, with a grey fact beside it."""
    made = QWidget()
    items = [label(words, "smallhead", "text2")]
    if fact:
        items.append(label(fact, "small", "text3"))
    layout = hbox(made, *items, gap=6)
    layout.addStretch(1)
    return made


class Sentence(QWidget):
    """A strong sentence and a plain one in one paragraph that wraps."""

    def __init__(self, bold: str = "", plain: str = "") -> None:
        super().__init__()
        self._bold = bold
        self._plain = plain
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set(bold, plain)

    def set(self, bold: str, plain: str = "") -> None:
        """Say something else."""
        self._bold, self._plain = bold, plain
        self.setAccessibleName(f"{bold} {plain}".strip())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped paragraph."""
        return self._laid_out(width)[1]

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        words = f"{self._bold} {self._plain}"
        return QSize(int(text_width(words, "name")) + 2, TYPES["body"].line)

    def minimumSizeHint(self) -> QSize:
        """Be content with a narrow paragraph."""
        return QSize(120, TYPES["body"].line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the paragraph."""
        layout, height = self._laid_out(self.width())
        p = QPainter(self)
        p.setPen(theme["text2"])
        leading = (TYPES["body"].line - metrics("body").height()) / 2
        layout.draw(p, QPointF(0, max(0, (self.height() - height) // 2) + leading))

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        """Break the paragraph into lines of a width; return it with its height."""
        strong, ink = QTextLayout.FormatRange(), QTextCharFormat()
        ink.setFont(font("name"))
        ink.setForeground(theme["text"])
        strong.start, strong.length, strong.format = 0, len(self._bold), ink
        layout = QTextLayout(f"{self._bold} {self._plain}".strip(), font("body"))
        layout.setFormats([strong])
        layout.beginLayout()
        height = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += TYPES["body"].line
        layout.endLayout()
        return layout, height


class Glyph(QWidget):
    """A single icon that stands still."""

    def __init__(self, name: str, ink: str = "text2", px: int = 16) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._px = px
        self.setFixedSize(px, px)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set(self, name: str, ink: str) -> None:
        """Show another icon or colour role."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        p = QPainter(self)
        centre = QPointF(self._px / 2, self._px / 2)
        draw_glyph(p, centre, self._name, self._px, self._ink if self.isEnabled() else "disabled")


class Swatch(QWidget):
    """The small square of a project's hue."""

    def __init__(self, hue: str = "p1", px: int = 8) -> None:
        super().__init__()
        self._hue = hue
        self.setFixedSize(px, px)

    def set_hue(self, hue: str) -> None:
        """Show another hue, p1 to p8."""
        self._hue = hue
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the square."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(p, QRectF(self.rect()), self._hue, 2)


class Avatar(QWidget):
    """The round badge of a person: initials on the tint of a hue."""

    def __init__(self, initials: str, hue: str = "p1", px: int = 26) -> None:
        super().__init__()
        self._initials = initials
        self._hue = hue
        self.setFixedSize(px, px)

    def set(self, initials: str, hue: str) -> None:
        """Show another person."""
        self._initials, self._hue = initials, hue
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_avatar(p, QRectF(self.rect()), self._initials, self._hue)


def draw_avatar(p: QPainter, box: QRectF, initials: str, hue: str) -> None:
    """Draw a person's round badge into a square."""
    rounded(p, box, f"{hue}.tint", box.width() / 2)
    style = "mark" if box.width() < 32 else "record"
    if box.width() < 20:
        style = "tiny"
    draw_text(p, box, initials, style, f"{hue}.text", CENTRE)
