"""Appearance and language: what belongs to this machine, not to the studio."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio import settings as stored
from studio.services import studio
from studio.services.studio import PersonRow
from ui.context import Context
from ui.forms.choices import named
from ui.forms.fields import CheckField, ChoiceField
from ui.language import tr
from ui.preferences import system_language
from ui.settings.panel import LABELS, Panel, new_form
from ui.theme import look
from ui.widgets.boxes import STRETCH, fixed, hbox
from ui.widgets.buttons import Segment, Segments
from ui.widgets.labels import label
from ui.widgets.picks import Choice


class MachinePanel(Panel):
    """Language, light and dark, size, motion, and who works at this machine."""

    nouns = frozenset({"person"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Look and language"),
            tr("These are kept on this machine and change nothing for your colleagues."),
        )
        now = context.preferences.value
        self.language = Segments(
            [
                Segment("", tr("As the system")),
                Segment("en", "English"),
                Segment("zh", "中文"),
            ],
            now.language,
            name=tr("Language"),
        )
        self.theme = Segments(
            [
                Segment("system", tr("As the system")),
                Segment("light", tr("Light"), "sun"),
                Segment("dark", tr("Dark"), "moon"),
            ],
            now.theme,
            name=tr("Theme"),
        )
        self.form = new_form()
        scales = [Choice(scale, f"{scale} %") for scale in stored.SCALES]
        self.form.add("interface_scale", tr("Size"), ChoiceField(scales)).set_help(
            tr("On top of the system's own scaling. Takes effect when Callboard starts again.")
        )
        self.form.add("person", tr("This is the machine of"), ChoiceField()).set_help(
            tr("What is done here is noted under this name, from the next start on.")
        )
        self.form.add("reduce_motion", "", CheckField(tr("Reduce motion")))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.body.addLayout(_line(tr("Language"), self.language))
        self.body.addSpacing(8)
        self.body.addLayout(_line(tr("Theme"), self.theme))
        self.body.addSpacing(6)
        self.add(self.form)
        now = self.context.preferences.value
        self.form.set_value(
            {"interface_scale": now.interface_scale, "reduce_motion": now.reduce_motion}
        )

    def _connect(self) -> None:
        self.form.committed.connect(self._on_committed)
        self.language.chosen.connect(self._on_language_chosen)
        self.theme.chosen.connect(self._on_theme_chosen)

    def load(self) -> None:
        """Ask who works here."""
        self.context.tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")

    def _on_people(self, people: list[PersonRow]) -> None:
        field = self.form.field("person")
        if isinstance(field, ChoiceField):
            field.set_choices(named(people, self.context.language))
        self.form.set_value({"person": self._person()})

    def _person(self) -> int | None:
        place = self.context.preferences.value.last_studio
        known = stored.person_in(self.context.preferences.value, place)
        return int(known) if known.isdigit() and not self.context.demo else self.context.person_id

    def _on_committed(self, name: str, value: object) -> None:
        preferences = self.context.preferences
        if name == "person":
            place = preferences.value.last_studio
            preferences.edit(stored.with_person, place, str(value or ""))
        else:
            preferences.change(**{name: value})
        if name == "reduce_motion":
            look.set_reduce_motion(bool(value))
        self.form.accepted(name)

    def _on_theme_chosen(self, theme: str) -> None:
        self.context.preferences.change(theme=theme)
        look.choose(theme)

    def _on_language_chosen(self, language: str) -> None:
        """The window builds itself anew in the language; "" follows the system."""
        self.context.preferences.change(language=language)
        self.act_requested.emit(f"language:{language or system_language()}")


def _line(name: str, widget: QWidget) -> QHBoxLayout:
    return hbox(None, fixed(label(name, "small", "text3"), LABELS), widget, STRETCH, gap=12)
