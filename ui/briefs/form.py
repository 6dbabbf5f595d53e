"""The fields of a brief in two columns; only open ones are framed."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import both, pick
from studio.domain.wishes import Budget, Due, Window
from studio.services import briefs
from studio.services.briefs import Brief, Item, Named, Pickers
from ui.briefs import choices
from ui.briefs.fields import BudgetField, DueField, WindowField
from ui.briefs.items import Items
from ui.context import Context
from ui.forms.choices import currencies
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MultiField,
    PickField,
    TextField,
)
from ui.forms.form import Form
from ui.language import language, text, tr
from ui.tasks import Order
from ui.widgets.boxes import STRETCH, scrolled, vbox
from ui.widgets.picks import Arrived

NARROWEST = 616  # px; below it fields of the right column would lie beyond the edge


def saving(brief_id: int, version: int, values: Mapping[str, Any]) -> Order[int]:
    """Return the command that keeps fields of the form; a field of two values is two columns."""
    kept: dict[str, object] = {}
    for name, value in values.items():
        kept |= columns(name, value)
    return briefs.change(brief_id, version=version, values=kept)


def columns(name: str, value: Any) -> dict[str, object]:
    """Return the columns that a field's value goes into."""
    if isinstance(value, Budget):
        return {"budget_min": value.least, "budget_max": value.most}
    if isinstance(value, Window):
        return {"window_from": value.first, "window_to": value.last}
    if isinstance(value, Due):
        return {"due_on": value.day, "due_time": value.time}
    if isinstance(value, tuple):
        return {name: list(value)}
    return {name: "" if value is None and name in _TEXT_CHOICES else value}


_TEXT_CHOICES = frozenset({"objective", "ai_allowed", "language", "source", "currency"})


class BriefForm(QWidget):
    """Two columns of fields and the wished pieces below them."""

    add_item_wished = Signal(str)
    """Emitted when another wished piece is wanted; carries its platform."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._today = context.clock.today()
        self._brief: Brief | None = None
        self.form = Form(label_width=112, columns=2, ruled=True, gap=24)
        self._add_left()
        self._add_right()
        self.items = Items()
        content = QWidget()
        vbox(content, self.form, self.items, STRETCH, margins=(20, 6, 20, 10))
        vbox(self, scrolled(content))
        self.setMinimumWidth(NARROWEST)

    def _add_left(self) -> None:
        add, none = self.form.add, tr("Not asked")
        add("client_id", tr("Client"), PickField(self._find_clients, placeholder=none))
        self.brand = ChoiceField([], none=tr("No brand"), placeholder=none)
        add("brand_id", tr("Brand"), self.brand)
        add("product", tr("Brand and product"), TextField(placeholder=none))
        add("objective", tr("Objective"), ChoiceField(choices.objectives(), placeholder=none))
        add("platforms", tr("Platforms"), MultiField(choices.platforms()))
        add("creators", tr("Creators"), TextField(placeholder=none))
        self.budget = BudgetField(placeholder=none)
        add("budget", tr("Budget"), self.budget)
        add("window", tr("Posting window"), WindowField(self._today))
        add("due", tr("Proposal due"), DueField(self._today, placeholder=none))
        self.terms = TextField(placeholder=none)
        add("terms_note", tr("Payment terms"), self.terms)
        add("formats", tr("Formats, quantity"), TextField(placeholder=none))
        add("key_message", tr("Key message"), _long())
        add("language", tr("Language"), ChoiceField(choices.languages(), placeholder=none))
        self.contact = ChoiceField([], none=tr("No contact"), placeholder=none)
        add("contact_id", tr("Contact"), self.contact)
        add("currency", tr("Currency"), ChoiceField(currencies()))

    def _add_right(self) -> None:
        none = tr("Not asked")

        def add(name: str, title: str, field: Any) -> None:
            self.form.add(name, title, field, column=1)

        add("must_say", tr("Must say"), _long())
        add("must_not", tr("Must not say"), _long())
        add("keywords", tr("Keywords"), MultiField(free=True, placeholder=none))
        add("samples", tr("Samples"), _long())
        add("approver", tr("Approver"), TextField(placeholder=none))
        add("audience", tr("Audience"), _long())
        add("usage", tr("Usage rights"), _long())
        ai = ChoiceField(choices.ai_answers(), none=none, placeholder=none)
        add("ai_allowed", tr("AI allowed"), ai)
        self.owner = ChoiceField([], none=tr("Nobody"))
        add("owner_id", tr("Owner", "of a record"), self.owner)
        add("next_action", tr("Next step"), TextField(placeholder=tr("Nothing planned")))
        add("next_on", tr("On"), DateField(self._today, placeholder=tr("No day")))
        add("exclusivity", tr("Exclusivity"), _long())
        add("kpis", tr("Figures to reach"), TextField(limit=4000, placeholder=none))
        add("budget_note", tr("Budget note"), TextField(placeholder=tr("a month, plus commission")))
        add("market", tr("Market"), TextField(placeholder=none))
        source = ChoiceField(choices.sources(), none=none, placeholder=none)
        add("source", tr("Came by"), source)

    def _find_clients(self, typed: str, arrived: Arrived) -> None:
        def show(found: Sequence[Named]) -> None:
            arrived(choices.named(found))

        self._context.tasks.ask(
            briefs.find_clients(typed), owner=self, then=show, slot="find_clients"
        )

    def show_pickers(self, found: Pickers) -> None:
        """Offer the client's brands and contacts, and the people of the studio."""
        self.brand.set_choices(choices.named(found.brands))
        self.contact.set_choices(choices.named(found.contacts))
        self.owner.set_choices(choices.named(found.people))
        self.form.row("brand_id").set_shown(bool(found.brands))
        product = tr("Product") if found.brands else tr("Brand and product")
        self.form.row("product").set_title(product)

    def show_brief(self, brief: Brief) -> None:
        """Show the saved values; a field that is being typed in keeps its text."""
        self._brief = brief
        locked = brief.locked is not None or self._context.read_only
        self.budget.set_currency(brief.currency)
        self.form.set_value(values_of(brief))
        client = both(brief.row.client, brief.row.client_zh)
        field = self.form.field("client_id")
        if isinstance(field, ChoiceField | PickField):
            field.set_value(brief.row.client_id, client)
        if brief.client_terms is not None:
            words = tr("{terms}, from client").format(terms=text(brief.client_terms))
            self.terms.setPlaceholderText(words)
        else:
            self.terms.setPlaceholderText(tr("Not asked"))
        self.form.set_locked(locked)
        for name in ("next_action", "next_on", "owner_id"):
            self.form.row(name).set_locked(self._context.read_only)
        self.show_points(brief, locked=locked)
        self.items.show_items(brief.items, brief.currency, brief.row.platforms, locked=locked)

    def show_points(self, brief: Brief, *, locked: bool) -> None:
        """Frame what is missing or unclear, with a chip."""
        states = {} if locked else {point.field: point.kind for point in reversed(brief.points)}
        for name in self.form.names():
            self.form.row(name).set_state(states.get(self._point(name), ""))

    def _point(self, name: str) -> str:
        """Return the point a field is about; a brand is asked for at the product."""
        if name == "brand_id":
            return ""
        return {"client_id": "client", "product": "brand"}.get(name, name)

    def field_of(self, point: str) -> str:
        """Return the field of a point or of a mark's column, "" where there is none."""
        known = {
            "client": "client_id",
            "brand": "product",
            "budget_min": "budget",
            "budget_max": "budget",
            "window_from": "window",
            "window_to": "window",
            "due_on": "due",
            "due_time": "due",
        }
        name = known.get(point, point)
        return name if name in self.form.names() else ""

    def focus_point(self, point: str) -> bool:
        """Put the focus into the field of a point."""
        name = self.field_of(point)
        if name:
            self.form.focus_field(name)
        return bool(name)

    def refuse_item(self, item: Item, name: str, why: str) -> None:
        """Show at a wished piece why a value was refused."""
        row = self.items.row_of(item.id)
        if row is not None:
            row.refuse(name, why)


def _long() -> LongTextField:
    return LongTextField(lines=1, most=6, placeholder=tr("Not asked"))


def values_of(brief: Brief) -> dict[str, Any]:
    """Return the values of the form's fields."""
    row = brief.row
    return {
        "client_id": row.client_id,
        "brand_id": brief.brand_id,
        "product": brief.product,
        "objective": row.objective or None,
        "platforms": row.platforms,
        "creators": brief.creators,
        "budget": Budget(brief.budget_min, brief.budget_max, brief.currency),
        "window": Window(brief.window_from, brief.window_to),
        "due": Due(row.due_on, row.due_time),
        "terms_note": brief.terms_note,
        "formats": brief.formats,
        "key_message": brief.key_message,
        "language": brief.language or None,
        "contact_id": brief.contact_id,
        "currency": brief.currency or None,
        "must_say": brief.must_say,
        "must_not": brief.must_not,
        "keywords": brief.keywords,
        "samples": brief.samples,
        "approver": brief.approver,
        "audience": brief.audience,
        "usage": brief.usage,
        "ai_allowed": brief.ai_allowed or None,
        "owner_id": row.owner_id,
        "next_action": row.next_action,
        "next_on": row.next_on,
        "exclusivity": brief.exclusivity,
        "kpis": brief.kpis,
        "budget_note": row.budget_note,
        "market": brief.market,
        "source": brief.source or None,
    }


def title_values(brief: Brief, title: str) -> dict[str, object]:
    """Return the column a title that is typed goes into: the one that is shown."""
    chinese = language() == "zh" and bool(brief.row.title_zh)
    shown = pick(brief.row.title, brief.row.title_zh, language())
    if shown == brief.row.title_zh and brief.row.title != brief.row.title_zh:
        chinese = True
    return {"title_zh" if chinese else "title": title}
