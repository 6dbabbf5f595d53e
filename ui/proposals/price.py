"""Part 9: the lines with their options and costs, who is proposed, when the money falls due."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.domain import proposals as rules
from studio.services import proposals
from studio.services.proposals import LineRow, Proposal
from ui.forms.fields import ChoiceField, DateField
from ui.language import text, tr
from ui.proposals import rows
from ui.proposals.creators import AddCreator
from ui.proposals.desk import Desk
from ui.proposals.details import LineDetails
from ui.proposals.grid import PriceGrid
from ui.proposals.offers import Offers
from ui.proposals.part import Part
from ui.proposals.putforward import PutForward
from ui.proposals.schedule import Schedule
from ui.proposals.texts import TextForm, hint_of
from ui.proposals.words import date_width, short_languages
from ui.widgets.boxes import fixed, hbox, line, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.labels import label, section_head
from ui.widgets.menus import Menu

WORDY = 596
"""From this width on the fields of the head have their words."""


class PricePart(Part):
    """The price editor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, text(rules.PARTS["price"]))
        self._menu: Menu | None = None
        self._lines: dict[int, LineRow] = {}
        self._make_head()
        self.grid = PriceGrid()
        self.details = LineDetails(desk)
        self.details.hide()
        self.people = PutForward()
        self.schedule = Schedule(desk)
        self.offers = Offers(desk)
        self.form = TextForm(desk, "price", lines=3)
        self._lay_out()
        self._connect()

    def _make_head(self) -> None:
        today = self.desk.context.clock.today()
        self.valid = DateField(today, height=28)
        self.valid.setFixedWidth(date_width())
        self.valid.setAccessibleName(tr("Valid until"))
        self.language = ChoiceField(short_languages())
        self.language.setFixedHeight(28)
        self.language.setFixedWidth(94)
        self.language.setAccessibleName(tr("Language"))
        self.add = MenuButton(tr("Line"), "plus", height=28)
        for kind, words, icon in (
            ("item", tr("Line"), "plus"),
            ("heading", tr("Heading"), "text-h-one"),
            ("subtotal", tr("Subtotal"), "equals"),
            ("note", tr("Note"), "note"),
        ):
            self.add.add(words, icon=icon, data=kind)
        self.add.entries.addSeparator()
        self.add.add(tr("Option"), icon="columns", data="option")
        self.add.add(tr("Add-on"), icon="puzzle-piece", data="addon")
        self.more = Button(tr("Details"), "bare", height=28)
        self.more.setCheckable(True)
        self._valid_word = label(tr("Valid until"), "small", "text3")
        self._language_word = label(tr("Language"), "small", "text3")
        for widget in (
            self._valid_word,
            self.valid,
            self._language_word,
            self.language,
            self.more,
            self.add,
        ):
            self.head.addWidget(widget)

    def _lay_out(self) -> None:
        people = QWidget()
        fixed(people, height=40)
        self._people_count = label("", "body", "text3")
        self.add_creator = AddCreator(self.desk)
        row = hbox(
            people,
            label(tr("Creators in this proposal"), "head"),
            self._people_count,
            margins=(14, 0, 14, 0),
            gap=8,
        )
        row.addStretch(1)
        row.addWidget(self.add_creator)
        notes = vbox(None, margins=(14, 10, 14, 16), gap=8)
        notes.addWidget(section_head(tr("Words in this part")))
        notes.addWidget(label(hint_of("price"), "small", "text3", wrap=True))
        notes.addWidget(self.form)
        for widget in (
            self.grid,
            self.details,
            line(),
            people,
            line("grid"),
            self.people,
            self.schedule,
            line(),
            self.offers,
            line(),
        ):
            self.body.addWidget(widget)
        self.body.addLayout(notes)
        self.body.addStretch(1)

    def _connect(self) -> None:
        desk = self.desk
        self.grid.committed.connect(self._on_cell_committed)
        self.grid.letter_toggled.connect(self._on_letter_toggled)
        self.grid.verb_chosen.connect(self.do)
        self.grid.brought.connect(self._on_brought)
        self.grid.current_changed.connect(self._on_current_changed)
        self.grid.menu_requested.connect(self._on_menu_requested)
        self.grid.advise_wished.connect(self._on_advise)
        self.grid.locked_touched.connect(desk.locked_touched)
        self.add.picked.connect(self._on_add)
        self.more.toggled.connect(self._on_more)
        self.people.opened.connect(self._on_person_opened)
        self.valid.committed.connect(self._on_valid)
        self.language.committed.connect(self._on_language)
        self.valid.locked_touched.connect(desk.locked_touched)
        self.language.locked_touched.connect(desk.locked_touched)

    # -- what is shown --------------------------------------------------------------------------

    def show_proposal(self, proposal: Proposal) -> None:
        """Show prices, creators and schedule of the version."""
        version, editable = proposal.shown, self.desk.editable()
        self._lines = {one.id: one for one in version.lines}
        self.grid.show_version(version, internal=proposal.internal)
        self.details.show_line(self._lines.get(self.grid.current_line()))
        self.people.show_rows(version.creators)
        self._people_count.setText(str(len(version.creators) or ""))
        self.schedule.show_proposal(proposal)
        self.offers.show_version(version, editable=editable)
        self.form.show_version(version)
        if not self.valid.typed_something():
            self.valid.set_value(version.valid_until)
        self.language.set_value(version.language)
        for field in (self.valid, self.language):
            field.set_locked(not editable)
        for button in (self.add, self.add_creator):
            button.setEnabled(editable)

    # -- cells ----------------------------------------------------------------------------------

    def _on_cell_committed(self, key: int, name: str, value: object) -> None:
        self.desk.lines.show_record(key, self._lines[key].version)
        self.desk.lines.add(self.grid.form_of(key), name, value)

    def _on_letter_toggled(self, key: int, letter: str) -> None:
        version = self._lines[key].version
        self.desk.run(proposals.toggle_letter(key, version=version, letter=letter))

    def _on_brought(self, key: int, to: int) -> None:
        version = self._lines[key].version
        self.desk.run(proposals.bring_line(key, version=version, to=to))

    def do(self, verb: str, key: int) -> None:
        """Do something with a line: add below it, double, move, remove, show its details."""
        if verb == "details":
            self.grid.go_to(key)
            self.more.setChecked(True)
            return
        if not self.desk.editable():
            self.desk.locked_touched.emit()
        elif verb == "add":
            self.add_row("item", after=key or None)
        elif verb == "double":
            self.desk.run(proposals.double_line(key), self._go_to_new)
        elif verb == "remove":
            command = proposals.remove_line(key, version=self._lines[key].version)
            self.desk.run(command)
        else:
            by = -1 if verb == "up" else 1
            version = self._lines[key].version
            self.desk.run(proposals.move_line(key, version=version, by=by))

    def _go_to_new(self, key: int) -> None:
        self.grid.go_to(key)
        self.grid.setFocus()

    def add_row(self, kind: str, after: int | None = None) -> None:
        """Add a row under another, at the end without one, and type into it."""
        below = after or self.grid.current_line() or None
        command = proposals.add_line(self.desk.shown.id, {"row": kind}, after=below)
        then = self._type_into if kind != "subtotal" else self._go_to_new
        self.desk.run(command, then, quiet=True)

    def _type_into(self, key: int) -> None:
        if self.grid.go_to(key):
            self.grid.edit_cell(self.grid.currentIndex())

    def _on_add(self, kind: object) -> None:
        if kind == "option":
            self.offers.add_option()
        elif kind == "addon":
            self.offers.add_addon()
        else:
            self.add_row(str(kind))

    def _on_menu_requested(self, key: int, place: QPoint) -> None:
        self.grid.go_to(key)
        self._menu = Menu(self)
        self._menu.add(tr("Details"), self._details, icon="sliders-horizontal")
        if self.desk.editable():
            self._menu.add(tr("Line below"), self._add_below, icon="plus", shortcut="Ins")
            self._menu.add(tr("Double"), self.double, icon="copy", shortcut="Ctrl+D")
            self._menu.add(tr("Move up"), self._up, icon="arrow-up", shortcut="Alt+Up")
            self._menu.add(tr("Move down"), self._down, icon="arrow-down", shortcut="Alt+Down")
            self._menu.add(tr("Remove"), self._remove, icon="trash", shortcut="Del")
        self._menu.popup(place)

    def _details(self) -> None:
        self.do("details", self.grid.current_line())

    def _add_below(self) -> None:
        self.do("add", self.grid.current_line())

    def double(self) -> None:
        """Copy the current line under itself (Ctrl+D)."""
        key = self.grid.current_line()
        if key:
            self.do("double", key)

    def _up(self) -> None:
        self.do("up", self.grid.current_line())

    def _down(self) -> None:
        self.do("down", self.grid.current_line())

    def _remove(self) -> None:
        self.do("remove", self.grid.current_line())

    def _on_current_changed(self, key: int) -> None:
        self.details.show_line(self._lines.get(key))

    def _on_more(self, on: bool) -> None:
        self.details.setVisible(on)
        self.details.show_line(self._lines.get(self.grid.current_line()))

    def _on_advise(self, option_id: int) -> None:
        found = next((one for one in self.desk.shown.options if one.id == option_id), None)
        if found is not None and not found.advised:
            values: dict[str, Any] = {"advised": True}
            self.desk.run(proposals.change_option(option_id, version=found.version, values=values))

    def _on_person_opened(self, key: int) -> None:
        self.desk.part_wished.emit("creators", key)

    # -- fields of the head ---------------------------------------------------------------------

    def _on_valid(self) -> None:
        self.desk.version.add(self._head_form(), "valid_until", self.valid.value())

    def _on_language(self) -> None:
        self.desk.version.add(self._head_form(), "language", self.language.value())

    def _head_form(self) -> "_HeadForm":
        return _HeadForm({"valid_until": self.valid, "language": self.language})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is scarce the fields of the head stand without their words."""
        super().resizeEvent(event)
        for word in (self._valid_word, self._language_word):
            word.setVisible(self.width() >= WORDY)

    # -- ways -----------------------------------------------------------------------------------

    def focus_main(self) -> None:
        """Put the focus on the grid."""
        if not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.model().index(0, rows.LINE))
        self.grid.setFocus()

    def go_to(self, row: int) -> None:
        """Go to a line without a price or with a low margin, or to a payment part."""
        if row and self.grid.go_to(row, rows.PRICE):
            self.grid.setFocus()
            self.area.ensureWidgetVisible(self.grid)
        elif row:
            self.schedule.go_to(row)
            self.area.ensureWidgetVisible(self.schedule)
        else:
            self.focus_main()

    def show_schedule(self) -> None:
        """Go to the payment schedule."""
        self.schedule.go_to(0)
        self.area.ensureWidgetVisible(self.schedule)

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next cell that could not be kept, or that has no price yet."""
        wrong = next(iter(self.grid.problems()), None)
        if wrong is not None:
            self.grid.form_of(wrong[0]).focus(wrong[1])
            return True
        return self.form.focus_next_open(backwards=backwards)


class _HeadForm:
    """The two fields of the head, as a saver knows a form."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def accepted(self, name: str = "") -> None:
        """The value is in the studio."""
        self._fields[name].set_problem("")

    def show_errors(self, errors: Any) -> dict[str, Any]:
        """Show refusals at the fields; return those that name neither."""
        for name, message in errors.items():
            if name in self._fields:
                self._fields[name].refuse(text(message), self._fields[name].value())
        return {name: message for name, message in errors.items() if name not in self._fields}

    def restore(self, name: str = "") -> None:
        """Show the saved value again."""
        self._fields[name].restore()

    def field(self, name: str) -> Any:
        """Return a field."""
        return self._fields[name]
