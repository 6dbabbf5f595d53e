"""Calendars: when the studio, its people and its places work, and the days that are different."""

from collections.abc import Mapping

from studio.domain.names import pick
from studio.domain.schedule import written
from studio.domain.schedule.zones import ZONES
from studio.services import schedule, talent
from studio.services.operation import Command
from studio.services.schedule import CalendarRow, Worker
from studio.services.talent import TalentRow
from ui.context import Context
from ui.forms.fields import CheckField, ChoiceField, LongTextField, PickField, TextField
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.language import tr
from ui.settings import choices
from ui.settings.panel import Panel, new_form
from ui.widgets.labels import label
from ui.widgets.picks import Arrived, Choice


class CalendarsPanel(Panel):
    """The list of calendars, each opening into its hours; below it, who works on which."""

    nouns = frozenset({"calendar", "person", "talent", "resource"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Working hours"),
            tr("The schedule counts days by these. Holidays of the country are off by themselves."),
        )
        self._added = 0
        self._calendars: tuple[CalendarRow, ...] = ()
        self.none = label(
            tr("Office hours count, Monday to Friday, until there is a calendar."),
            "body",
            "text2",
            wrap=True,
        )
        self.list = PartList(self._make_card, tr("Add calendar"))
        self.list.add_button.setEnabled(not context.read_only)
        self.people = new_form()
        self.add(self.none, self.list)
        self.section(tr("Who works when"))
        self.another = PickField(self._find_talent, placeholder=tr("Somebody of the roster"))
        self.another.setAccessibleName(tr("Somebody of the roster"))
        self.add(self.people, self.another)
        self.list.add_wished.connect(self._on_add_wished)
        self.list.refused.connect(self.refused)
        self.list.verb_chosen.connect(self._on_verb_chosen)
        self.another.committed.connect(self._on_another_committed)
        self.people.committed.connect(self._on_person_committed)

    def load(self) -> None:
        """Ask for the calendars, archived ones included, and for who works here."""
        tasks = self.context.tasks
        tasks.ask(
            schedule.calendars(archived=True), owner=self, then=self._on_calendars, slot="calendars"
        )

    def _make_card(self) -> PartCard:
        return PartCard(self.context.tasks, _change_calendar, calendar_form(self.context.language))

    def _on_calendars(self, found: tuple[CalendarRow, ...]) -> None:
        self._calendars = tuple(row for row in found if row.id)
        self.none.setVisible(not self._calendars)
        cards = self.list.take([row.id for row in self._calendars])
        for card, row in zip(cards, self._calendars, strict=True):
            self._show(card, row)
        if self._added and self.list.card(self._added) is not None:
            self.list.open_only(self._added)
            self._added = 0
        self.context.tasks.ask(
            schedule.workers(), owner=self, then=self._on_workers, slot="workers"
        )

    def _show(self, card: PartCard, row: CalendarRow) -> None:
        tags = [tr("The studio's")] if row.standard else []
        tags += [tr("Archived")] if row.archived else []
        card.show_part(
            row.id,
            row.version,
            values_of(row),
            title=pick(row.name, row.name_zh, self.context.language),
            fact=tr(", ", "between facts").join(
                part for part in (row.zone, written.said_hours(row.weekdays[0])) if part
            ),
            tags=tags,
            faint=row.archived,
        )
        verbs = [] if row.standard or row.archived else [("archive", tr("Archive", "verb"))]
        card.set_verbs(verbs)

    def _on_workers(self, found: tuple[Worker, ...]) -> None:
        """Show a choice of calendar for everybody; rows are made once for each."""
        for worker in found:
            self._show_worker(worker)
        self.people.set_locked(self.context.read_only)
        self.another.set_locked(self.context.read_only)

    def _show_worker(self, worker: Worker) -> None:
        language = self.context.language
        offered = [
            Choice(row.id, pick(row.name, row.name_zh, language))
            for row in self._calendars
            if not row.archived
        ]
        if worker.ref not in self.people.names():
            shown = pick(worker.name, worker.name_zh, language)
            choice = ChoiceField(offered, none=tr("The studio's hours"))
            self.people.add(worker.ref, shown, choice)
        field = self.people.field(worker.ref)
        if isinstance(field, ChoiceField):
            field.set_choices(offered)
        self.people.set_value({worker.ref: worker.calendar_id})

    def _find_talent(self, typed: str, arrived: Arrived) -> None:
        self.context.tasks.ask(
            talent.picks(typed), owner=self, then=_Found(self, arrived), slot="talent"
        )

    def choice_of(self, row: TalentRow) -> Choice:
        """Return somebody of the roster as a choice."""
        return Choice(row.id, pick(row.name, row.name_zh, self.context.language), fact=row.code)

    def _on_another_committed(self) -> None:
        """Give a row to somebody of the roster."""
        chosen = self.another.value()
        if isinstance(chosen, int):
            words = self.another.words()
            self._show_worker(Worker(f"talent:{chosen}", words, "", None))
            self.people.field(f"talent:{chosen}").setFocus()
            self.another.set_value(None)

    def _on_person_committed(self, name: str, value: object) -> None:
        chosen = value if isinstance(value, int) else None
        self.run(schedule.use_calendar(name, chosen))

    def _on_add_wished(self) -> None:
        values = {"name": tr("New calendar")}
        self.context.tasks.run(
            schedule.add_calendar(values),
            owner=self,
            then=self._on_added,
            failed=self.refused.emit,
        )

    def _on_added(self, key: int) -> None:
        self._added = key
        self.load()

    def _on_verb_chosen(self, verb: str, key: int) -> None:
        card = self.list.card(key)
        if card is not None and verb == "archive":
            self.run(schedule.archive_calendar(key, version=card.version))


class _Found:
    """Hands people of the roster on as choices."""

    def __init__(self, panel: CalendarsPanel, arrived: Arrived) -> None:
        self._panel, self._arrived = panel, arrived

    def __call__(self, found: list[TalentRow]) -> None:
        """Hand them on."""
        self._arrived([self._panel.choice_of(one) for one in found])


def calendar_form(language: str) -> Form:
    """Return a calendar's fields; hours are typed as "9:00–12:00, 13:00–18:00"."""
    form = Form(framed=True, label_width=120)
    form.add("name", tr("Name"), TextField(limit=80))
    form.add("name_zh", tr("Chinese name"), TextField(limit=80))
    countries = [one for one in choices.country_choices(language) if one.value in ZONES]
    form.add(
        "country", tr("Holidays of"), ChoiceField(countries, none=tr("No country")),
    )  # fmt: skip
    zones = [Choice(zone, zone.replace("_", " ")) for zone in sorted(set(ZONES.values()) | {"UTC"})]
    form.add("zone", tr("Time zone"), ChoiceField(zones))
    for day, words in zip(written.WEEK, week_words(), strict=True):
        form.add(day, words, TextField(limit=120, placeholder=tr("Off", "working hours")))
    form.add(
        "exceptions",
        tr("Other days"),
        LongTextField(limit=8000, lines=2, placeholder="2026-12-31 9:00–12:00"),
    )
    form.add("standard", tr("Studio"), CheckField(tr("The studio's own hours")))
    return form


def week_words() -> tuple[str, ...]:
    """Return the days of the week, Monday first."""
    return (
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"), tr("Saturday"),
        tr("Sunday"),
    )  # fmt: skip


def values_of(row: CalendarRow) -> dict[str, object]:
    """Return what the fields of a calendar show."""
    week = {
        day: written.said_hours(pairs)
        for day, pairs in zip(written.WEEK, row.weekdays, strict=True)
    }
    return {
        "name": row.name,
        "name_zh": row.name_zh,
        "country": row.country or None,
        "zone": row.zone,
        **week,
        "exceptions": written.said_days(row.exceptions),
        "standard": row.standard,
    }


def _change_calendar(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    clean = {name: "" if value is None else value for name, value in values.items()}
    return schedule.change_calendar(key, version=version, values=clean)
