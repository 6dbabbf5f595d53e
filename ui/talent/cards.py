"""One rate card in the pane, folded or not, and the dialog that makes or changes a card."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.domain.talent.rates import STATES, TAX_MODES
from studio.errors import StudioError
from studio.services.talent import Card, RateRow, rates
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, TextField
from ui.forms.form import Form
from ui.language import dated, percent, short_date, text, tr, trn
from ui.talent import words
from ui.talent.forms import refused
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import RIGHT, draw_text, rounded
from ui.widgets import focus
from ui.widgets.boxes import hbox, vbox
from ui.widgets.buttons import more_button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label
from ui.widgets.picks import Choice

HEIGHT = 26


class CardGroup(QWidget):
    """One card: when it holds, its prices below, what can be done with it."""

    opened = Signal(object)
    """Emitted when a price is to be changed; carries the RateRow."""

    folded = Signal(int, bool)
    """Emitted when it was opened or folded: the card's id, whether it is open."""

    verb_chosen = Signal(object, str)
    """Emitted when something was chosen from its menu: the Card, and add, confirm ..."""

    def __init__(
        self, card: Card, today: date, *, named: bool, is_open: bool, locked: bool
    ) -> None:
        super().__init__()
        self._card = card
        self._head = _CardHead(card, today, named=named)
        self._head.setChecked(is_open)
        self._prices = QWidget()
        rows = vbox(self._prices, gap=2)
        if card.note:
            rows.addWidget(label(card.note, "small", "text3", wrap=True))
        for item in card.items:
            row = PriceRow(item)
            row.opened.connect(self.opened)
            row.setEnabled(not locked)
            rows.addWidget(row)
        if not card.items:
            rows.addWidget(label(tr("No prices on this card yet."), "small", "text3"))
        head = hbox(None, self._head, gap=4)
        if not locked:
            head.addWidget(self._menu())
        vbox(self, head, self._prices, gap=2)
        self._prices.setVisible(is_open)
        self._head.toggled.connect(self._on_toggled)

    def _menu(self) -> QWidget:
        more = more_button(tr("Card: {span}").format(span=self._head.span()), height=24)
        menu = more.entries
        menu.add(tr("Add price"), data="add", icon="plus")
        if any(item.state == "provisional" for item in self._card.items):
            menu.add(tr("Confirm all prices"), data="confirm", icon="check")
        menu.add(tr("Change days …"), data="change", icon="calendar-blank")
        menu.add(tr("Remove card"), data="remove", icon="trash")
        more.picked.connect(self._on_verb_picked)
        return more

    def _on_toggled(self, is_open: bool) -> None:
        self._prices.setVisible(is_open)
        self.folded.emit(self._card.id, is_open)

    def _on_verb_picked(self, verb: object) -> None:
        self.verb_chosen.emit(self._card, str(verb))


class _CardHead(QAbstractButton):
    """When a card holds and where that stands today; a click folds the card or opens it."""

    def __init__(self, card: Card, today: date, *, named: bool) -> None:
        super().__init__()
        self._span = span_words(card, today)
        if named:
            self._span = tr("{currency} · {span}").format(currency=card.currency, span=self._span)
        self._standing = _standing(card, today)
        self._count = trn("{n} price", "{n} prices", len(card.items))
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._span}, {self._standing}, {self._count}")
        focus.note(self)

    def span(self) -> str:
        """Return when the card holds."""
        return self._span

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(160, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw caret, span and standing."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(p, box.adjusted(-4, 0, 0, 0), "hover", 5)
        glyph = "caret-down" if self.isChecked() else "caret-right"
        draw_glyph(p, QPointF(box.left() + 6, box.center().y()), glyph, 11, "text3")
        place = box.adjusted(16, 0, -4, 0)
        wide = draw_text(p, place, self._span, "label", "text2")
        fact = self._standing if self.isChecked() else self._count
        if text_width(fact, "small") + wide + 8 > place.width():
            return  # half a word says nothing; the whole is read aloud
        draw_text(p, place.adjusted(wide + 8, 0, 0, 0), fact, "small", "text3", RIGHT)


class PriceRow(QAbstractButton):
    """What is sold, whether the price is confirmed, the price."""

    opened = Signal(object)
    """Emitted when the price is to be changed; carries the RateRow."""

    def __init__(self, item: RateRow) -> None:
        super().__init__()
        self._item = item
        self._sold = words.sold(item.platform, item.format, item.title, item.title_zh)
        if item.min_quantity > 1:
            many = tr("{what}, from {n}", "price")
            self._sold = many.format(what=self._sold, n=f"{item.min_quantity.normalize():f}")
        self._state = text(STATES[item.state])
        self._price = words.price(item.price)
        if item.commission:
            self._price += f" + {percent(item.commission)}"
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._sold}, {self._state}, {self._price}")
        self.setToolTip(_more(item))
        self.setAccessibleDescription(self.toolTip())
        self.clicked.connect(self._on_clicked)
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            rounded(p, box.adjusted(-6, 0, 6, 0), "hover", 5)
        wide = draw_text(p, box, self._price, "name", "text", RIGHT)
        ink = "warn" if self._item.state == "provisional" else "text3"
        place = box.adjusted(0, 0, -max(wide, 62) - 14, 0)
        draw_text(p, place, self._state, "small", ink, RIGHT)
        room = place.width() - text_width(self._state, "small") - 10
        draw_text(p, QRectF(box.left(), box.top(), room, box.height()), self._sold, "body", "text")

    def _on_clicked(self) -> None:
        self.opened.emit(self._item)


class CardDialog(Dialog):
    """Asks for a new card, a copy of the one before it where there is one; changes its days."""

    said = Signal(str, bool)
    """Emitted when the card was made or changed."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        talent_id: int,
        cards: Sequence[Card],
        card: Card | None = None,
    ) -> None:
        super().__init__(tr("Change rate card") if card else tr("New rate card"), parent, width=440)
        self._context, self._talent_id, self._card = context, talent_id, card
        self._cards = tuple(cards)
        today = context.clock.today()
        self._lead = self.lead("")
        self.form = Form(framed=True, label_width=100)
        if card is None:
            self.form.add("currency", tr("Currency"), ChoiceField(words.currency_choices()))
        self.form.add("first_on", tr("From", "day"), DateField(today), required=True)
        self.form.add("last_on", tr("Until"), DateField(today, placeholder=tr("No end")))
        if card is not None:
            taxes = [Choice(code, text(said)) for code, said in TAX_MODES.items()]
            self.form.add("tax_mode", tr("Prices are"), ChoiceField(taxes))
            self.form.add("note", tr("Note"), TextField(limit=300))
            self.form.set_value({name: getattr(card, name) for name in self.form.names()})
            self._lead.hide()
        else:
            currency = next((one.currency for one in cards), "CNY")
            first = next_first(cards, currency, today)
            self.form.set_value({"currency": currency, "first_on": first})
            self._show_source()
        self.form.committed.connect(self._on_committed)
        self.add(self.form)
        self.set_primary(tr("Keep") if card else tr("Make the card"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("first_on")

    def _on_committed(self, name: str, value: object) -> None:
        if name == "currency" and self._card is None:
            today = self._context.clock.today()
            self.form.set_value({"first_on": next_first(self._cards, str(value), today)})
        if self._card is None:
            self._show_source()

    def _source(self) -> Card | None:
        values = self.form.value()
        return before(self._cards, values["currency"], values["first_on"])

    def _show_source(self) -> None:
        source = self._source()
        if source is None:
            self._lead.setText(tr("Prices are added to the card afterwards."))
        else:
            said = tr("Prices of the card of {day} are copied as provisional; it ends before.")
            if source.last_on is not None:
                said = tr("Prices of the card of {day} are copied as provisional.")
            self._lead.setText(said.format(day=dated(source.first_on)))

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        values = self.form.value()
        self.set_busy(True)
        source = self._source() if self._card is None else None
        if self._card is not None:
            made = rates.change_card(self._card.id, version=self._card.version, values=values)
        elif source is not None:
            days = {name: values[name] for name in ("first_on", "last_on")}
            made = rates.renew_card(source.id, version=source.version, **days)
        else:
            made = rates.add_card(self._talent_id, values)
        self._context.tasks.run(made, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _key: int) -> None:
        self.said.emit(tr("Rate card kept") if self._card else tr("Rate card made"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


def before(cards: Sequence[Card], currency: str, first: date | None) -> Card | None:
    """Return the card a new one follows: the newest of its currency that begins before it."""
    if first is None:
        return None
    older = [one for one in cards if one.currency == currency and one.first_on < first]
    return max(older, key=_begin, default=None)


def next_first(cards: Sequence[Card], currency: str, today: date) -> date:
    """Return the day a further card would begin: today, else the month after the newest one."""
    begins = [one.first_on for one in cards if one.currency == currency]
    ends = [one.last_on for one in cards if one.currency == currency]
    if not begins or (None not in ends and max(end for end in ends if end) < today):
        return today
    return (max(*begins, today).replace(day=1) + timedelta(days=32)).replace(day=1)


def _begin(card: Card) -> date:
    return card.first_on


def span_words(card: Card, today: date) -> str:
    """Return when a card holds."""
    first = dated(card.first_on)
    if card.last_on is not None and card.last_on.year == card.first_on.year:
        return tr("{first} to {last} {year}", "card").format(
            first=short_date(card.first_on), last=short_date(card.last_on), year=card.last_on.year
        )
    if card.last_on is not None:
        return tr("{first} to {last}").format(first=first, last=dated(card.last_on))
    if card.first_on > today:
        return tr("From {day}").format(day=first)
    return tr("Since {day}").format(day=first)


def _standing(card: Card, today: date) -> str:
    if card.active:
        return tr("holds today")
    return tr("to come") if card.first_on > today else tr("over", "card")


def _more(item: RateRow) -> str:
    """Return what is included and what more costs."""
    found = []
    if item.rounds is not None:
        found.append(trn("{n} round included", "{n} rounds included", item.rounds))
    if item.usage_days is not None:
        found.append(trn("{n} day of use", "{n} days of use", item.usage_days))
    added = (
        (tr("Use, a month"), item.usage_month),
        (tr("Exclusive, a month"), item.exclusivity_month),
        (tr("Rush"), item.rush),
        (tr("Ads, a month"), item.whitelisting_month),
    )
    found += [
        tr("{name}: {value}").format(name=name, value=f"+{percent(share)}")
        for name, share in added
        if share
    ]
    return "\n".join(found)
