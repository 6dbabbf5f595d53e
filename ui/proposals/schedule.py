"""The payment schedule: a row for each part, its share typed in place, the rest on demand."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.domain import proposals as rules
from studio.domain.dates import Terms, terms_label
from studio.domain.names import pick
from studio.services import proposals
from studio.services.proposals import InstalmentRow, Proposal
from ui.forms.choices import terms
from ui.forms.fields import ChoiceField, DateField, NumberField, TextField
from ui.forms.form import Form
from ui.language import amount, language, percent, short_date, text, tr
from ui.proposals.cellform import CellForm
from ui.proposals.desk import Desk
from ui.theme.painting import hairline
from ui.widgets.boxes import clear, fixed, hbox, vbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.edits import LineEdit, PercentEdit
from ui.widgets.labels import Glyph, label
from ui.widgets.menus import Menu
from ui.widgets.picks import Choice

ROW = 34


def when_words(row: InstalmentRow) -> str:
    """Return terms and planned day of a part."""
    if row.trigger == "acceptance" and row.terms_kind == "on_receipt":
        terms = tr("At once")
    else:
        terms = text(terms_label(Terms(row.terms_kind, row.terms_days)))
    if row.planned_on is None:
        return terms
    return tr("{terms}, planned {day}").format(terms=terms, day=short_date(row.planned_on))


class PartLine(QWidget):
    """One part: name, when, share, amount; the caret opens the rest."""

    def __init__(self, desk: Desk, row: InstalmentRow, *, editable: bool) -> None:
        super().__init__()
        self.row = row
        self._desk = desk
        self.cells = CellForm(row.id)
        own = "title_zh" if language() == "zh" and row.title_zh else "title"
        self.name = _cell(LineEdit(limit=120, height=28), getattr(row, own), own, self.cells)
        self.share = _cell(PercentEdit(height=28), row.share, "share", self.cells)
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.share.setFixedWidth(64)
        self.when = Button(when_words(row), "plain", height=28)
        self.when.setFixedWidth(192)
        self._more = icon_button("dots-three", tr("More"), height=26)
        self._reason = label("", "small", "bad", wrap=True)
        self._reason.hide()
        self._form: Form | None = None
        sum_ = label(amount(row.amount), "body")
        sum_.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        fixed(sum_, width=92)
        top = hbox(None, self.name, self.when, self.share, sum_, self._more, gap=6)
        top.setStretchFactor(self.name, 1)
        self._column = vbox(self, margins=(14, 2, 14, 3), gap=2)
        self._column.addLayout(top)
        self._column.addWidget(self._reason)
        for field, words in ((self.name, tr("name")), (self.share, tr("share"))):
            field.setAccessibleName(
                tr("{line}, {what}").format(
                    line=pick(row.title, row.title_zh, language()), what=words
                )
            )
            field.set_locked(not editable)
            field.set_frame("plain" if editable else "locked")
            field.committed.connect(self._on_committed)
            field.problem_changed.connect(self._on_problem)
            field.locked_touched.connect(desk.locked_touched)
        self._more.setVisible(editable)
        self.when.clicked.connect(self.open_rest)
        self._more.clicked.connect(self._on_more)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline under the row."""
        hairline(QPainter(self), QRectF(self.rect()))

    def _on_committed(self) -> None:
        field = self.sender()
        if isinstance(field, LineEdit):
            name = str(field.property("name"))
            value = field.value()
            self._desk.parts.show_record(self.row.id, self.row.version)
            self._desk.parts.add(self.cells, name, 0 if value is None else value)

    def _on_problem(self, words: str) -> None:
        self._reason.setText(words)
        self._reason.setVisible(bool(words))

    def problem(self) -> str:
        """Return why what was typed cannot be kept."""
        return self._reason.text() if self._reason.isVisibleTo(self) else ""

    # -- the rest -------------------------------------------------------------------------------

    def open_rest(self) -> None:
        """Open trigger, terms and days under the row, or close them."""
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
            return
        form = Form(label_width=92, compact=True, columns=2)
        triggers = [Choice(code, text(words)) for code, words in rules.TRIGGERS.items()]
        form.add("title", tr("Name"), TextField(limit=120))
        form.add("title_zh", tr("In Chinese"), TextField(limit=120), column=1)
        form.add("trigger", tr("Falls due"), ChoiceField(triggers))
        today = self._desk.context.clock.today()
        form.add("planned_on", tr("Planned for"), DateField(today), column=1)
        form.add("terms_kind", tr("Terms"), ChoiceField(terms()))
        form.add("terms_days", tr("Days"), NumberField(whole=True), column=1)
        names = ("title", "title_zh", "trigger", "planned_on", "terms_kind", "terms_days")
        form.set_value({name: getattr(self.row, name) for name in names})
        form.set_locked(not self._desk.editable())
        form.committed.connect(self._on_form_committed)
        form.locked_touched.connect(self._desk.locked_touched)
        self._form = form
        self._column.addWidget(form)

    def is_open(self) -> bool:
        """True while the rest is shown."""
        return self._form is not None

    def form(self) -> Form | None:
        """Return the fields of the rest, while they are shown."""
        return self._form

    def _on_form_committed(self, name: str, value: object) -> None:
        if self._form is not None:
            self._desk.parts.show_record(self.row.id, self.row.version)
            self._desk.parts.add(self._form, name, value)

    def _on_more(self) -> None:
        menu = Menu(self)
        menu.add(tr("Details"), self.open_rest, icon="sliders-horizontal")
        menu.add(tr("Move up"), self._up, icon="arrow-up")
        menu.add(tr("Move down"), self._down, icon="arrow-down")
        menu.add(tr("Remove"), self._remove, icon="trash")
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _up(self) -> None:
        self._desk.run(proposals.move_instalment(self.row.id, version=self.row.version, by=-1))

    def _down(self) -> None:
        self._desk.run(proposals.move_instalment(self.row.id, version=self.row.version, by=1))

    def _remove(self) -> None:
        self._desk.run(proposals.remove_instalment(self.row.id, version=self.row.version))


def _cell(field: LineEdit, value: object, name: str, cells: CellForm) -> LineEdit:
    field.set_value(value)
    field.setProperty("name", name)
    cells.put(name, field, 0, keep=True)
    return field


class Schedule(QWidget):
    """The head with the sum of the shares, the parts, the ways to add and to split."""

    changed = Signal()
    """Emitted when another number of rows is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: dict[int, PartLine] = {}
        self._title = label("", "head")
        self._tick = Glyph("check", "good", 14)
        self._whole = label("", "body", "good")
        self.split = Button(tr("Split evenly"), "link", height=26)
        self.add = Button(tr("Payment part"), "link", "plus", height=26)
        head = QWidget()
        fixed(head, height=38)
        row = hbox(head, self._title, self._tick, self._whole, margins=(14, 0, 8, 0), gap=6)
        row.addStretch(1)
        row.addWidget(self.add)
        row.addWidget(self.split)
        self._rows = vbox(None, gap=0)
        self._wrong = label("", "small", "bad", wrap=True)
        self._wrong.setContentsMargins(14, 4, 14, 6)
        column = vbox(self, gap=0)
        column.addWidget(head)
        column.addLayout(self._rows)
        column.addWidget(self._wrong)
        self.split.clicked.connect(self._on_split)
        self.add.clicked.connect(self._on_add)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the parts; a field that is being typed in stays as it is."""
        version, editable = proposal.shown, self._desk.editable()
        words = tr("Payment")
        if len(version.sums) > 1:
            words = tr("Payment, option {letter}").format(letter=version.advised)
        self._title.setText(words)
        self._show_whole(version.instalments)
        for button in (self.split, self.add):
            button.setVisible(editable)
        self.split.setEnabled(len(version.instalments) > 1)
        focused = self._typed_in()
        opened = {key for key, made in self._lines.items() if made.is_open()}
        kept = {focused: self._lines[focused]} if focused in self._lines else {}
        self._take_out(kept)
        for row in version.instalments:
            made = kept.get(row.id)
            if made is None or made.row != row:
                made = PartLine(self._desk, row, editable=editable)
                if row.id in opened:
                    made.open_rest()
            self._lines[row.id] = made
            self._rows.addWidget(made)
            made.show()
        if focused in self._lines and focused not in kept:
            self._lines[focused].share.setFocus()
        self.changed.emit()

    def _typed_in(self) -> int:
        return next(
            (key for key, made in self._lines.items() if made.share.hasFocus()
             or made.name.hasFocus()),
            0,
        )  # fmt: skip

    def _take_out(self, kept: dict[int, PartLine]) -> None:
        for made in kept.values():
            self._rows.removeWidget(made)
        clear(self._rows)
        self._lines = {}

    def _show_whole(self, parts: Sequence[InstalmentRow]) -> None:
        whole = sum((part.share for part in parts), Decimal(0))
        right = whole == 1
        self._tick.set("check" if right else "warning-octagon", "good" if right else "bad")
        self._whole.setText(percent(whole))
        self._whole.set_ink("good" if right else "bad")
        self._wrong.setText("" if right or not parts else text(rules.schedule_message(whole)))
        self._wrong.setVisible(not right and bool(parts))

    def lines(self) -> list[PartLine]:
        """Return the rows in their order."""
        return list(self._lines.values())

    def words(self) -> str:
        """Return what the head says of the sum of the shares."""
        return f"{self._whole.text()} {self._wrong.text()}".strip()

    def go_to(self, key: int) -> None:
        """Put the focus on a part's share."""
        made = self._lines.get(key) or next(iter(self._lines.values()), None)
        if made is not None:
            made.share.setFocus(Qt.FocusReason.TabFocusReason)
            made.share.selectAll()

    def _on_split(self) -> None:
        self._desk.run(proposals.split_evenly(self._desk.shown.id))

    def _on_add(self) -> None:
        self._desk.run(proposals.add_instalment(self._desk.shown.id), self.go_to)
