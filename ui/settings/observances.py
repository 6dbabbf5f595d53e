"""Days of the studio's own in the schedule's head: sales, festivals, anniversaries."""

from collections.abc import Mapping

from studio.domain.names import pick
from studio.services import schedule
from studio.services.operation import Command
from studio.services.schedule import ObservanceRow
from ui.context import Context
from ui.forms.fields import DateField, TextField
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList, remove_verbs
from ui.language import dated, tr
from ui.settings.panel import Panel


class ObservancesPanel(Panel):
    """The list of such days; holidays and shopping festivals are there by themselves."""

    nouns = frozenset({"observance"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Festivals and events"),
            tr("Shown in the head of the schedule, beside public holidays and shopping festivals."),
        )
        self._added = 0
        self.list = PartList(self._make_card, tr("Add event"))
        self.list.add_button.setEnabled(not context.read_only)
        self.add(self.list)
        self.list.add_wished.connect(self._on_add_wished)
        self.list.refused.connect(self.refused)
        self.list.verb_chosen.connect(self._on_verb_chosen)

    def load(self) -> None:
        """Ask for all of them."""
        self.context.tasks.ask(
            schedule.observances(), owner=self, then=self._on_rows, slot="observances"
        )

    def _make_card(self) -> PartCard:
        today = self.context.clock.today()
        form = Form(framed=True, label_width=120)
        form.add("name", tr("Name"), TextField(limit=80))
        form.add("name_zh", tr("Chinese name"), TextField(limit=80))
        form.add("first_on", tr("First day"), DateField(today))
        form.add("last_on", tr("Last day"), DateField(today))
        return PartCard(self.context.tasks, _change_observance, form)

    def _on_rows(self, rows: tuple[ObservanceRow, ...]) -> None:
        cards = self.list.take([row.id for row in rows])
        for card, row in zip(cards, rows, strict=True):
            days = [dated(row.first_on)]
            if row.last_on != row.first_on:
                days.append(dated(row.last_on))
            card.show_part(
                row.id,
                row.version,
                {name: getattr(row, name) for name in card.form.names()},
                title=pick(row.name, row.name_zh, self.context.language),
                fact=" – ".join(days),
            )
            card.set_verbs(remove_verbs(archived=False))
        if self._added and self.list.card(self._added) is not None:
            self.list.open_only(self._added)
            self._added = 0

    def _on_add_wished(self) -> None:
        values = {"name": tr("New event")}
        self.context.tasks.run(
            schedule.add_observance(values),
            owner=self,
            then=self._on_added,
            failed=self.refused.emit,
        )

    def _on_added(self, key: int) -> None:
        self._added = key
        self.load()

    def _on_verb_chosen(self, _verb: str, key: int) -> None:
        card = self.list.card(key)
        if card is not None:
            self.run(schedule.remove_observance(key, version=card.version))


def _change_observance(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return schedule.change_observance(key, version=version, values=values)
