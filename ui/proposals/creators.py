"""Part 6: who is proposed and why, and what has to be ticked before sending."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain import platforms
from studio.domain import proposals as rules
from studio.domain.names import pick, pinyin_initials
from studio.services import proposals, talent
from studio.services.operation import Command
from studio.services.proposals import Consent, CreatorRow, Proposal
from studio.services.talent import TalentRow
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    TextField,
)
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.language import language, number, short_date, text, tr
from ui.proposals.desk import Desk
from ui.proposals.part import INSET, Part
from ui.proposals.texts import TextForm
from ui.proposals.words import platform_choices, tier_choices, tier_words
from ui.widgets.boxes import STRETCH, clear, hbox, line, vbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.checks import Check
from ui.widgets.choosing import FilterButton
from ui.widgets.edits import LineEdit
from ui.widgets.labels import label, section_head
from ui.widgets.picks import Arrived, Choice


def talent_choice(row: TalentRow) -> Choice:
    """Return somebody of the talent table as a choice."""
    name = pick(row.name, row.name_zh, language())
    other = row.name if name == row.name_zh else row.name_zh
    initials = pinyin_initials(name) if language() == "zh" else ""
    return Choice(row.id, name, fact=other if other != name else row.city, initials=initials)


class AddCreator(FilterButton):
    """The button that finds somebody in the talent table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Add creator"), source=self._find, icon="plus", height=26)
        self._desk = desk
        self.chosen.connect(self._on_chosen)

    def _find(self, typed: str, arrived: Arrived) -> None:
        query = talent.picks(typed)
        self._desk.context.tasks.ask(query, owner=self, then=_Found(arrived), slot="talent")

    def _on_chosen(self, value: object) -> None:
        self.set_value(None)
        if isinstance(value, int):
            command = proposals.add_creator(self._desk.shown.id, {"talent_id": value})
            self._desk.run(command)


class _Found:
    """Hands found people on as choices."""

    def __init__(self, arrived: Arrived) -> None:
        self._arrived = arrived

    def __call__(self, rows: Sequence[TalentRow]) -> None:
        """Hand them on."""
        self._arrived([talent_choice(row) for row in rows])


def creator_fact(row: CreatorRow) -> str:
    """Return platform, followers and the day they were read."""
    parts = []
    if row.platform:
        parts.append(platforms.platform_name(row.platform, language()))
    if row.followers is not None:
        parts.append(number(row.followers))
    if row.as_of is not None:
        parts.append(tr("read on {day}").format(day=short_date(row.as_of)))
    if row.why or row.why_zh:
        parts.append(pick(row.why, row.why_zh, language()))
    return ", ".join(parts)


class CreatorsPart(Part):
    """Part 6."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, text(rules.PARTS["creators"]))
        self._rows: dict[int, CreatorRow] = {}
        self.add_button = AddCreator(desk)
        self.named = Button(tr("By name only"), height=26)
        self.named.clicked.connect(self._on_named)
        self.head.addWidget(self.named)
        self.head.addWidget(self.add_button)
        empty = tr("Nobody is proposed yet.")
        self.cards = PartList(self._made_card, tr("Add by name"), empty)
        self.cards.add_wished.connect(self._on_named)
        self.cards.verb_chosen.connect(self._on_verb)
        self.cards.refused.connect(desk.refused)
        self.ticks = Ticks(desk)
        self.form = TextForm(desk, "creators", lines=4)
        inner = vbox(None, margins=(INSET, 12, INSET, 16), gap=10)
        inner.addWidget(self.cards)
        inner.addWidget(line("grid"))
        inner.addWidget(self.ticks)
        inner.addWidget(line("grid"))
        inner.addWidget(section_head(tr("Words about the choice")))
        inner.addWidget(self.form)
        inner.addStretch(1)
        self.body.addLayout(inner)

    def _made_card(self) -> PartCard:
        form = Form(label_width=92, compact=True, columns=2)
        today = self.desk.context.clock.today()
        form.add("name", tr("Name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120), column=1)
        form.add("platform", tr("Platform"), ChoiceField(platform_choices(), none=tr("None")))
        form.add("followers", tr("Followers"), NumberField(whole=True), column=1)
        form.add("tier", tr("Tier"), ChoiceField(tier_choices(), none=tr("None")))
        form.add("as_of", tr("Read on"), DateField(today), column=1)
        states = [Choice(code, text(words)) for code, words in rules.CREATOR_STATES.items()]
        form.add("state", tr("Free?"), ChoiceField(states, none=tr("Nothing said")))
        form.add("why", tr("Why, English"), LongTextField(limit=1000, lines=2), wide=True)
        form.add("why_zh", tr("Why, Chinese"), LongTextField(limit=1000, lines=2), wide=True)
        card = PartCard(self.desk.context.tasks, _change_creator, form)
        card.set_verbs([("up", tr("Move up")), ("down", tr("Move down")), ("remove", tr("Remove"))])
        form.locked_touched.connect(self.desk.locked_touched)
        return card

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the creators of the version."""
        version = proposal.shown
        self._rows = {row.id: row for row in version.creators}
        editable = self.desk.editable()
        cards = self.cards.take([row.id for row in version.creators])
        for card, row in zip(cards, version.creators, strict=True):
            values = {name: getattr(row, name) or None for name in ("platform", "tier", "state")}
            values |= {
                name: getattr(row, name)
                for name in ("name", "name_zh", "followers", "as_of", "why", "why_zh")
            }
            tags = [tier_words(row.tier)] if row.tier else []
            if row.state:
                tags.append(text(rules.CREATOR_STATES[row.state]))
            card.show_part(
                row.id,
                row.version,
                values,
                title=pick(row.name, row.name_zh, language()),
                fact=creator_fact(row),
                tags=tags,
            )
            card.form.set_locked(not editable)
        self.cards.add_button.setVisible(editable)
        for button in (self.add_button, self.named):
            button.setEnabled(editable)
        self.ticks.show_version(version.consents, editable=editable)
        self.form.show_version(version)

    def _on_named(self) -> None:
        values = {"name": tr("New creator")}
        self.desk.run(proposals.add_creator(self.desk.shown.id, values), self._on_added)

    def _on_added(self, key: int) -> None:
        self.cards.open_only(key)

    def _on_verb(self, verb: str, key: int) -> None:
        card = self.cards.card(key)
        if card is None:
            return
        if verb == "remove":
            self.desk.run(proposals.remove_creator(key, version=card.version))
        else:
            by = -1 if verb == "up" else 1
            self.desk.run(proposals.move_creator(key, version=card.version, by=by))

    def focus_main(self) -> None:
        """Begin with the button that adds."""
        self.add_button.setFocus()

    def go_to(self, row: int) -> None:
        """Open one creator; without one, the ticks are meant."""
        if row:
            self.cards.open_only(row)
        else:
            self.ticks.focus_open()

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field."""
        return self.cards.focus_next_open(backwards=backwards)


def _change_creator(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    given: dict[str, Any] = dict(values)
    for name in ("platform", "tier", "state"):
        if name in given:
            given[name] = given[name] or ""
    return proposals.change_creator(key, version=version, values=given)


class Ticks(QWidget):
    """What a person must tick before sending, such as a guardian's consent."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._checks: dict[str, Check] = {}
        self._rows = vbox(None, gap=2)
        self.field = LineEdit(placeholder=tr("Something else to tick before sending"), height=28)
        self.field.committed.connect(self._on_add)
        self._hint = label(tr("Nothing has to be ticked."), "small", "text3")
        column = vbox(self, gap=6)
        column.addWidget(section_head(tr("To tick before sending")))
        column.addWidget(self._hint)
        column.addLayout(self._rows)
        column.addLayout(hbox(None, self.field, STRETCH))
        self.field.setMinimumWidth(320)

    def show_version(self, consents: Sequence[Consent], *, editable: bool) -> None:
        """Show what is to be ticked, and what was."""
        clear(self._rows)
        self._checks = {}
        self._hint.setVisible(not consents)
        for consent in consents:
            words = pick(consent.text, consent.text_zh, language())
            check = Check(words)
            check.setChecked(consent.done)
            check.setEnabled(editable)
            check.setProperty("key", consent.key)
            check.clicked.connect(self._on_clicked)
            self._checks[consent.key] = check
            row = hbox(None, check, gap=8)
            row.addStretch(1)
            if consent.done and consent.on:
                said = tr("{name}, {day}").format(name=consent.by, day=short_date(consent.on))
                row.addWidget(label(said, "small", "text3"))
            gone = icon_button("x", tr("Remove"), height=24)
            gone.setProperty("key", consent.key)
            gone.clicked.connect(self._on_removed)
            gone.setVisible(editable)
            row.addWidget(gone)
            self._rows.addLayout(row)
        self.field.setVisible(editable)

    def tick(self, key: str) -> None:
        """Tick one, as a click does."""
        self._checks[key].click()

    def keys(self) -> list[str]:
        """Return the keys of what is to be ticked."""
        return list(self._checks)

    def focus_open(self) -> None:
        """Go to the first that is not ticked."""
        check = next((one for one in self._checks.values() if not one.isChecked()), None)
        (check or self.field).setFocus()

    def _on_clicked(self) -> None:
        check = self.sender()
        if isinstance(check, Check):
            self._desk.run(
                proposals.tick_consent(
                    self._desk.shown.id,
                    version=self._desk.version.version,
                    key=str(check.property("key")),
                    done=check.isChecked(),
                )
            )

    def _on_add(self) -> None:
        words = str(self.field.value())
        if words:
            self.field.set_value("")
            version = self._desk.version.version
            self._desk.run(proposals.add_consent(self._desk.shown.id, version=version, text=words))

    def _on_removed(self) -> None:
        button = self.sender()
        if button is not None:
            key, version = str(button.property("key")), self._desk.version.version
            self._desk.run(proposals.remove_consent(self._desk.shown.id, version=version, key=key))
