"""The overview of a project: next step, facts, days, note; where it came from, what is out."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.domain.names import pick
from studio.services.clients import Client
from studio.services.projects import Project
from studio.services.studio import PersonRow
from ui.context import Context, Ref
from ui.forms.choices import named
from ui.forms.fields import ChoiceField
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import money, tr
from ui.projects import choices, forms, words
from ui.widgets.boxes import STRETCH, clear, hbox, scrolled, vbox
from ui.widgets.cards import Card
from ui.widgets.chips import Meter
from ui.widgets.facts import Facts
from ui.widgets.labels import label
from ui.widgets.picks import Choice
from ui.widgets.rows import RecordRow

INSET = (14, 10, 14, 12)


class Overview(QWidget):
    """What a project is; every field saves itself."""

    open_requested = Signal(object)
    """Emitted when a linked record is to be opened; carries a Ref."""

    def __init__(self, context: Context, saver: Saver, people: Sequence[PersonRow]) -> None:
        super().__init__()
        language, today = context.language, context.clock.today()
        self._context = context
        self.forms: dict[str, Form] = {
            "next": forms.next_form(today, language),
            "facts": forms.facts_form(language, people),
            "dates": forms.dates_form(today),
            "money": forms.money_form(),
            "note": forms.note_form(),
        }
        for form in self.forms.values():
            saver.follow(form)
        self._cost = _card(tr("Contract and cost"), self.forms["money"])
        self._standing = Card(tr("Where it stands"))
        self._stand_rows = vbox(None, margins=INSET, gap=8)
        self._standing.body.addLayout(self._stand_rows)
        self._linked = Card(tr("Belongs to"))
        self._link_rows = vbox(None, margins=(6, 6, 6, 6))
        self._linked.body.addLayout(self._link_rows)
        content = QWidget()
        row = hbox(content, self._left(), self._middle(), self._right(), margins=(24, 14, 24, 20))
        row.setSpacing(14)
        for place, share in enumerate((4, 3, 3)):
            row.setStretch(place, share)
        vbox(self, scrolled(content))

    def _left(self) -> QHBoxLayout:
        return _column(
            _card(tr("Next step"), self.forms["next"]), _card(tr("Facts"), self.forms["facts"])
        )

    def _middle(self) -> QHBoxLayout:
        return _column(_card(tr("Dates"), self.forms["dates"]), _card("", self.forms["note"]))

    def _right(self) -> QHBoxLayout:
        return _column(self._standing, self._cost, self._linked)

    def set_contacts(self, client: Client) -> None:
        """Offer the client's people."""
        self._offer("contact_id", choices.contacts(client, self._context.language))

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as leads."""
        self._offer("lead_id", named(people, self._context.language))

    def _offer(self, name: str, offered: list[Choice]) -> None:
        field = self.forms["facts"].field(name)
        if isinstance(field, ChoiceField):
            field.set_choices(offered)

    def show_project(self, project: Project) -> None:
        """Show a project as it is in the studio."""
        forms.set_currency(self.forms["money"], project.currency)
        self._cost.set_fact(project.currency)
        panel = project.money
        for form in self.forms.values():
            values = {name: getattr(project, name) for name in form.names()}
            if form is self.forms["money"] and panel is not None:
                values = {"net": panel.net, "budget": panel.budget, "spent": panel.spent}
            form.set_value(values)
            form.set_locked(self._context.read_only or project.state == "closed")
        if project.state == "cancelled":
            self.forms["money"].set_locked(True)
        self._show_standing(project)
        self._show_links(project)

    def _show_standing(self, project: Project) -> None:
        clear(self._stand_rows)
        facts = Facts(label_width=96)
        meter = words.pieces_meter(project.pieces_out, project.pieces)
        shown = _held(Meter(meter.part, meter.words)) if meter else tr("None yet")
        facts.add(tr("Pieces out"), shown)
        panel = project.money
        if panel is not None:
            used = panel.spent.minor / panel.budget.minor if panel.budget else None
            if used is not None:
                share = words.share(_decimal(panel.spent.minor, panel.budget.minor))
                facts.add(tr("Budget used"), _held(Meter(used, share)))
            facts.add(tr("Paid"), money(panel.own.paid))
            facts.add(tr("Open", "money"), money(panel.own.open))
        if project.late:
            facts.add(tr("Late"), label(str(project.late), "name", "bad"))
        if project.override_reason:
            facts.add(tr("Begun without deposit"), project.override_reason)
        self._stand_rows.addWidget(facts)

    def _show_links(self, project: Project) -> None:
        language = self._context.language
        clear(self._link_rows)
        client = pick(project.client, project.client_zh, language)
        self._add_link("client", project.client_id, tr("Client"), client)
        names = {"brief": tr("Brief"), "proposal": tr("Proposal")}
        for link in project.links:
            title = pick(link.title, link.title_zh, language)
            self._add_link(link.noun, link.id, link.number or names[link.noun], title)

    def _add_link(self, noun: str, key: int, number: str, title: str) -> None:
        row = RecordRow(key, number, title)
        row.setProperty("noun", noun)
        row.chosen.connect(self._on_chosen)
        self._link_rows.addWidget(row)

    def _on_chosen(self, key: int) -> None:
        self.open_requested.emit(Ref(str(self.sender().property("noun")), key))

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field."""
        return any(
            form.focus_next_open(backwards=backwards)
            for form in self.forms.values()
            if form.problems()
        )


def _held(meter: Meter) -> QWidget:
    """Keep a meter at the left of its place."""
    holder = QWidget()
    hbox(holder, meter, STRETCH)
    return holder


def _decimal(part: int, whole: int) -> Decimal:
    return Decimal(part) / whole


def _card(title: str, form: Form) -> Card:
    made = Card(title)
    holder = QWidget()
    vbox(holder, form, margins=INSET)
    made.body.addWidget(holder)
    return made


def _column(*cards: QWidget) -> QHBoxLayout:
    column = vbox(None, *cards, STRETCH, gap=14)
    return hbox(None, column)
