"""Documents: what proposals and invoices look like, and the texts they repeat."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.domain.studio import LOWEST_CONTRAST, contrast_on_white
from studio.services import studio
from studio.services.operation import Command
from studio.services.studio import Profile
from ui.context import Context
from ui.forms.fields import LongTextField, TextField
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import tr
from ui.settings.images import ImageBox
from ui.settings.panel import Panel, new_form
from ui.settings.profile import change_studio
from ui.widgets.boxes import hbox


class Patch(QWidget):
    """A patch of the accent colour."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = QColor()
        self.setFixedSize(30, 30)

    def set_colour(self, code: str) -> None:
        """Show another colour."""
        self._colour = QColor(code)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the patch."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QColor(0, 0, 0, 40))
        p.setBrush(self._colour)
        p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class DocumentsPanel(Panel):
    """Logo, accent, and the texts about the studio."""

    nouns = frozenset({"studio"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, tr("Documents"), tr("How proposals and invoices look, and what they repeat.")
        )
        self.saver = Saver(context.tasks, change_studio)
        self.logo = ImageBox(
            context,
            tr("Logo"),
            tr("PNG or JPEG, at most 5 MB. It heads every document of a company without its own."),
            self._put_logo,
            self._remove_logo,
        )
        self._patch = Patch()
        self.look = new_form()
        self.look.add("accent", tr("Accent colour"), TextField(limit=7))
        self.texts = self._made_texts()
        self.add(self.saver, self.logo)
        self.body.addLayout(hbox(None, self.look, self._patch, gap=8))
        self.section(tr("Texts"))
        self.add(self.texts)
        for form in self.forms():
            self.saver.follow(form)
            form.set_locked(context.read_only)
        self.logo.done.connect(self.on_done)
        self.saver.refused.connect(self.refused)

    def _made_texts(self) -> Form:
        form = Form(framed=True, stacked=True)
        about = tr("About the studio")
        terms = tr("Terms of proposals")
        form.add("about", about, LongTextField(lines=3))
        form.add("about_zh", tr("{title}, Chinese").format(title=about), LongTextField(lines=3))
        form.add("terms", terms, LongTextField(lines=5))
        form.add("terms_zh", tr("{title}, Chinese").format(title=terms), LongTextField(lines=5))
        return form

    def forms(self) -> Sequence[Form]:
        """Return the forms."""
        return (self.look, self.texts)

    def load(self) -> None:
        """Ask for the settings."""
        self.context.tasks.ask(studio.profile(), owner=self, then=self._on_profile, slot="one")

    def _on_profile(self, profile: Profile) -> None:
        self.saver.show_record(profile.id, profile.version)
        for form in self.forms():
            form.set_value({name: getattr(profile, name) for name in form.names()})
        self.logo.show_image(profile.logo)
        self._patch.set_colour(profile.accent)
        weak = contrast_on_white(profile.accent) < LOWEST_CONTRAST
        self.look.row("accent").set_note(
            tr("Too light for text: it is darkened there and kept for areas.") if weak else ""
        )

    def _put_logo(self, data: bytes) -> Command[int]:
        return studio.set_logo(version=self.saver.version, data=data)

    def _remove_logo(self) -> Command[int]:
        return studio.remove_logo(version=self.saver.version)
