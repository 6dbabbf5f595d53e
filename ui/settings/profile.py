"""Studio: names, languages, currency, working time, and what proposals begin with."""

from collections.abc import Mapping, Sequence

from studio.services import studio
from studio.services.operation import Command
from studio.services.studio import Profile
from ui.context import Context
from ui.forms.choices import currencies
from ui.forms.fields import ChoiceField, MultiField, NumberField, PercentField, TextField
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import tr
from ui.settings import choices
from ui.settings.panel import Panel, new_form


class StudioPanel(Panel):
    """The studio-wide settings."""

    nouns = frozenset({"studio"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, tr("Studio"), tr("What every document and every new record begins with.")
        )
        self.saver = Saver(context.tasks, change_studio)
        self.names = self._made_names()
        self.defaults = self._made_defaults()
        self.add(self.saver, self.names)
        self.section(tr("Defaults"))
        self.add(self.defaults)
        for form in (self.names, self.defaults):
            self.saver.follow(form)
            form.set_locked(context.read_only)
        self.saver.refused.connect(self.refused)

    def _made_names(self) -> Form:
        form = new_form()
        form.add("name", tr("Name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        form.add("tagline", tr("Tagline"), TextField(limit=160))
        form.add("tagline_zh", tr("Tagline, Chinese"), TextField(limit=160))
        return form

    def _made_defaults(self) -> Form:
        form = new_form()
        form.add("language", tr("Documents in"), ChoiceField(choices.language_choices()))
        form.add("currency", tr("Currency"), ChoiceField(currencies()))
        form.add("validity_days", tr("Proposals are valid for"), NumberField(whole=True)).set_help(
            tr("Days. Live slots are held for 14.")
        )
        form.add("margin_floor", tr("Lowest margin"), PercentField()).set_help(
            tr("A proposal below it needs the owner's word before it is sent.")
        )
        form.add("working_days", tr("Working days"), MultiField(choices.day_choices()))
        form.add(
            "fiscal_year_start", tr("Fiscal year begins"), ChoiceField(choices.month_choices())
        )
        return form

    def forms(self) -> Sequence[Form]:
        """Return the two forms."""
        return (self.names, self.defaults)

    def load(self) -> None:
        """Ask for the settings."""
        self.context.tasks.ask(studio.profile(), owner=self, then=self.show_profile, slot="one")

    def show_profile(self, profile: Profile) -> None:
        """Show the settings as they are in the studio."""
        self.saver.show_record(profile.id, profile.version)
        for form in self.forms():
            form.set_value({name: _shown(profile, name) for name in form.names()})


def _shown(profile: Profile, name: str) -> object:
    value = getattr(profile, name)
    return tuple(value) if name == "working_days" else value


def change_studio(_key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    """Return the command that changes the studio's settings; picked days become their digits."""
    days = values.get("working_days")
    if isinstance(days, tuple):
        values = {**values, "working_days": "".join(str(day) for day in days)}
    return studio.change(version=version, values=values)
