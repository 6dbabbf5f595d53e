"""The page of the first run: language, studio, company, numbers, owner; or the demo studio."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.domain import countries, identifiers, numbering
from studio.domain import studio as rules
from studio.errors import Invalid, StudioError
from studio.services import studio
from ui.context import Context
from ui.forms.fields import ChoiceField, NumberField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.page import Page
from ui.widgets.banner import Banner
from ui.widgets.boxes import STRETCH, hbox, scrolled, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.cards import Card
from ui.widgets.labels import label
from ui.widgets.picks import Choice

WIDTH = 600
UNNAMED = "INV-{YYYY}-{SEQ:4}"


class FirstRunPage(Page):
    """Asks for what every document needs, each thing once; the rest is proposed from it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._touched: set[str] = set()
        self._busy = False
        self.language = Segments(
            [Segment("en", "English"), Segment("zh", "中文")],
            "zh" if context.language == "zh" else "en",
            name=tr("Language"),
        )
        self.form = self._made_form()
        self.problem = Banner("bad", rounded=True)
        self.problem.hide()
        self.begin_button = Button(tr("Begin"), "primary", "arrow-right", height=34)
        self.demo_button = Button(tr("Try the demo studio"), icon="play", height=34)
        self._build()
        self._connect()
        self._propose_all()

    def _made_form(self) -> Form:
        form = Form(framed=True, label_width=168)
        form.section(tr("Your studio"))
        form.add("name", tr("Name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120)).set_help(
            tr("One of the two is enough.")
        )
        form.section(tr("The company that sends invoices"))
        places = [
            Choice(code, name, fact=code) for code, name in countries.listed(self.context.language)
        ]
        form.add("country", tr("Country"), ChoiceField(places))
        form.add("legal_name", tr("Legal name"), TextField())
        form.add("tax_no", tr("Tax number"), TextField(limit=40)).set_help(
            tr("Where you have one. Tax rates are proposed by it and the country.")
        )
        currencies = [Choice(code, code) for code in identifiers.CURRENCIES]
        form.add("currency", tr("Currency"), ChoiceField(currencies))
        form.add("invoice_pattern", tr("Invoice numbers"), TextField(limit=40))
        form.add("first_invoice", tr("First number"), NumberField(whole=True)).set_help(
            tr("More than 1 where invoices of this year were sent before.")
        )
        form.section(tr("You"))
        form.add("owner", tr("Your name"), TextField(limit=120)).set_help(
            tr("You are the owner; colleagues are added in the settings.")
        )
        return form

    def _build(self) -> None:
        card = Card()
        inner = QWidget()
        buttons = hbox(None, self.begin_button, self.demo_button, STRETCH, gap=10)
        words = tr("Everything can be changed later in the settings.")
        vbox(
            inner,
            self.form,
            12,
            self.problem,
            6,
            buttons,
            8,
            label(words, "small", "text3"),
            margins=(24, 12, 24, 20),
        )
        card.body.addWidget(inner)
        card.setMaximumWidth(WIDTH)
        card.setMinimumWidth(WIDTH)
        head = vbox(
            None,
            label(tr("Set up Callboard"), "page"),
            4,
            label(
                tr("From a client's brief to a paid invoice."),
                "body",
                "text2",
            ),
        )
        top = hbox(None, head, STRETCH, self.language)
        place = QWidget()
        column = vbox(place, top, 16, card, STRETCH, margins=(0, 40, 0, 32))
        column.setAlignment(card, Qt.AlignmentFlag.AlignTop)
        place.setMaximumWidth(WIDTH)
        whole = QWidget()
        row = hbox(whole, STRETCH, gap=0)
        row.addWidget(place, 0)
        row.addStretch(1)
        vbox(self, scrolled(whole))

    def _connect(self) -> None:
        self.begin_button.clicked.connect(self._on_begin_clicked)
        self.demo_button.clicked.connect(self._on_demo_clicked)
        self.form.committed.connect(self._on_committed)
        self.language.chosen.connect(self._on_language_chosen)
        pattern = self.form.field("invoice_pattern")
        if isinstance(pattern, TextField):
            pattern.textEdited.connect(self._show_next)
        owner = self.form.field("owner")
        if isinstance(owner, TextField):
            owner.returnPressed.connect(self._on_begin_clicked)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_begin_clicked)

    # -- proposals ------------------------------------------------------------------------------

    def _propose_all(self) -> None:
        country = "CN" if self.context.language == "zh" else "GB"
        self.form.set_value({"country": country, "first_invoice": 1})
        self._propose("country")
        self._propose("name")

    def _propose(self, changed: str) -> None:
        """Fill what follows from a field, unless it was typed by hand."""
        values = {name: self.form.field(name).value() for name in self.form.names()}
        if changed == "country" and "currency" not in self._touched:
            currency = identifiers.CURRENCY_OF.get(str(values["country"] or ""), "USD")
            self.form.set_value({"currency": currency})
        if changed in ("name", "name_zh"):
            if "invoice_pattern" not in self._touched:
                names = (str(values["name"]), str(values["name_zh"]))
                pattern = studio.proposed_pattern(*names) if any(names) else UNNAMED
                self.form.set_value({"invoice_pattern": pattern})
            legal = self.form.field("legal_name")
            if isinstance(legal, TextField):
                chinese = str(values["country"]) == "CN"
                first, second = ("name_zh", "name") if chinese else ("name", "name_zh")
                legal.setPlaceholderText(str(values[first] or values[second]))
        self._show_next()

    def _show_next(self, _typed: str = "") -> None:
        """Show the number that the first invoice will get."""
        field = self.form.field("invoice_pattern")
        row = self.form.row("invoice_pattern")
        typed = field.text() if isinstance(field, TextField) else ""
        first = self.form.field("first_invoice").value() or 1
        try:
            pattern = rules.fiscal_pattern(typed)
        except Invalid as refused:
            row.set_help(text(next(iter(refused.fields.values()))))
            return
        number = numbering.render(pattern, self.context.clock.today(), int(str(first)), "")
        row.set_help(tr("The first one is {number}").format(number=number))

    # -- doing ----------------------------------------------------------------------------------

    def _on_committed(self, name: str, _value: object) -> None:
        self._touched.add(name)
        self._propose(name)

    def _on_language_chosen(self, language: str) -> None:
        """The window builds itself anew; what was typed comes along."""
        self.context.preferences.change(language=language)
        self.act_requested.emit(f"language:{language}")

    def _on_demo_clicked(self) -> None:
        self.act_requested.emit("open_demo")

    def _on_begin_clicked(self) -> None:
        self.form.clear_errors()
        values = self.form.value()
        self.problem.hide()
        if self.form.problems() or self._busy:
            self.form.focus_next_open()
            return
        self._set_busy(True)
        self.context.tasks.run(
            studio.set_up(_given(values, self.context.language)),
            owner=self,
            then=self._on_set_up,
            failed=self._on_refused,
        )

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.begin_button.setEnabled(not busy)

    def _on_set_up(self, _owner: int) -> None:
        """The window hears of the change and goes on to Home."""
        self._set_busy(False)
        self.facts_changed.emit()

    def _on_refused(self, error: StudioError) -> None:
        self._set_busy(False)
        strange: Mapping[str, Any] = {"": error.message}
        if isinstance(error, Invalid):
            strange = self.form.show_errors(error.fields)
            self.form.focus_next_open()
        if strange:
            self.problem.set(text(next(iter(strange.values()))))
            self.problem.show()

    # -- what the shell asks --------------------------------------------------------------------

    def focus_main(self) -> None:
        """Put the focus into the first field."""
        self.form.focus_first()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        self.form.focus_next_open(backwards=backwards)

    def state(self) -> dict[str, Any]:
        """Return what was typed, for the other language."""
        values = {name: self.form.field(name).value() for name in self.form.names()}
        return {"values": values, "touched": sorted(self._touched)}

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was typed."""
        self._touched = set(state.get("touched", ()))
        typed = state.get("values", {})
        self.form.set_value({name: typed[name] for name in typed if name in self._touched})
        self._propose("country")
        self._propose("name")


def _given(values: Mapping[str, Any], language: str) -> dict[str, object]:
    """Put names into the language they are written in; what is empty is proposed."""
    given = {name: value for name, value in values.items() if value not in (None, "")}
    owner = str(given.pop("owner", ""))
    given["owner_zh" if _is_chinese(owner) else "owner"] = owner
    if _is_chinese(str(given.get("legal_name", ""))):
        given["legal_name_zh"] = given.pop("legal_name")
    if "name" in given and "name_zh" not in given and _is_chinese(str(given["name"])):
        given["name_zh"] = given.pop("name")
    given["language"] = "zh" if language == "zh" else "en"
    pattern = str(given.get("invoice_pattern", ""))
    code = pattern.split("{")[0].strip("-/ ").upper()
    if code.isalnum() and code.isascii() and 1 <= len(code) <= 8:
        given["code"] = code
    return given


def _is_chinese(words: str) -> bool:
    return any("\u3400" <= letter <= "\u9fff" for letter in words)
