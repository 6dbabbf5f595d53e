"""The inspector of a person or character: who they are, what they ask, when they are free."""

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain import talent as rules
from studio.domain import vocabulary
from studio.domain.incubation import STATES as INCUBATION
from studio.domain.names import both, pick
from studio.errors import StudioError
from studio.services import bookings, factsheets, talent
from studio.services.bookings import BookingRow
from studio.services.factsheets import Sheet
from studio.services.operation import Command, Query
from studio.services.studio import PersonRow
from studio.services.talent import Talent
from ui.context import Context, Ref
from ui.forms.fields import ChoiceField, LongTextField, MultiField, TextField
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import text, tr
from ui.publish.attached import RecordFiles
from ui.publish.history import RecordHistory
from ui.publish.sheet import SheetDialog
from ui.talent import words
from ui.talent.accounts import AccountsPart
from ui.talent.agreements import AgreementList
from ui.talent.holding import HoldBackDialog
from ui.talent.next import BookingList
from ui.talent.papers import PapersPart
from ui.talent.pieces import PieceList
from ui.talent.profile import ProfilePart
from ui.talent.proposing import ProposeDialog
from ui.talent.rates import RatesPart
from ui.talent.windows import WindowsPart
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.dialogs import Dialog
from ui.widgets.files import FileDrop
from ui.widgets.inspector import Inspector, Section, Tab
from ui.widgets.picks import Choice

NEXT = 5
"""Bookings shown on the profile; the tab has all."""


class TalentPane(Inspector):
    """Shows one person and saves each field as it is left."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    verb_chosen = Signal(str)
    """Emitted when something was chosen from the menu: archive, restore, merge, pitch_again."""

    def __init__(self, context: Context, people: Sequence[PersonRow]) -> None:
        super().__init__(width=360)
        self.context = context
        self.talent: Talent | None = None
        self._dialog: Any = None
        self._stale = 0
        """The person whose papers are to be asked for once their tab is opened."""
        self.saver = Saver(context.tasks, _change)
        self.form = self._made_form(people)
        self.saver.follow(self.form)
        language = context.language
        self.warning = Banner("warn", "")
        self.accounts = AccountsPart(context)
        self.rates = RatesPart(context)
        self.windows = WindowsPart(context)
        self.next = BookingList(context)
        self.bookings = BookingList(context)
        self.profile = ProfilePart(context)
        self.pieces = PieceList(language)
        self.papers = PapersPart(context)
        self.agreements = AgreementList(context)
        self.files = RecordFiles(context, "talent")
        self.history = RecordHistory(context, "talent")
        self._build()
        self._connect()

    def _made_form(self, people: Sequence[PersonRow]) -> Form:
        form = Form(compact=True, label_width=96)
        form.add("name", tr("Stage name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        form.add("kind", tr("Kind"), ChoiceField(words.kind_choices()))
        form.add(
            "discipline",
            tr("Craft"),
            ChoiceField(words.discipline_choices(), none=tr("Not said")),
        )
        form.add("city", tr("City"), TextField(limit=80))
        form.add(
            "country", tr("Country"), ChoiceField(words.country_choices(), none=tr("Not said"))
        )
        form.add("languages", tr("Languages"), MultiField(words.language_choices(), free=True))
        form.add("niches", tr("Niches"), MultiField(free=True))
        form.add("values", tr("Stands for"), MultiField(free=True))
        form.add("brand_safety", tr("Brand safety"), LongTextField(lines=2))
        form.add("phone", tr("Phone"), TextField(limit=40))
        form.add("mail", tr("Mail"), TextField(limit=120))
        form.add("wechat", tr("WeChat"), TextField(limit=60))
        staff = [
            Choice(one.id, pick(one.name, one.name_zh, self.context.language)) for one in people
        ]
        form.add("person_id", tr("On the staff as"), ChoiceField(staff, none=tr("Not on staff")))
        form.add("code", tr("Code"), TextField(limit=16))
        form.add("do_not_pitch_reason", tr("Why not"), TextField(limit=300))
        form.add("note", tr("Note"), LongTextField(lines=2))
        return form

    def _build(self) -> None:
        self.hold = Button(tr("Place hold"), "primary", "calendar-blank")
        self.propose = Button(tr("Add to proposal"), icon="plus")
        self.set_buttons(self.hold, self.propose)
        for button in (self.hold, self.propose):
            button.setEnabled(not self.context.read_only)
        self.set_tabs(_tabs(0))
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
            column.insertWidget(1, self.warning)
        self.warning.hide()
        self.accounts_section = self.section(tr("Accounts"), tab="profile")
        self.accounts_section.add(self.accounts)
        self.rates_section = self.section(tr("Rate card"), tab="profile")
        self.rates_section.add(self.rates)
        self.windows_section = self.section(tr("Exclusivities"), tab="profile")
        self.windows_section.add(self.windows)
        self.facts_section = self.section(tr("Profile"), tab="profile")
        self.facts_section.add(self.profile)
        self.section(tr("Next"), tab="profile").add(self.next)
        self.section(tr("Details"), tab="profile").add(self.form)
        self.section(tr("Bookings"), tab="bookings").add(self.bookings)
        self.section(tr("Pieces"), tab="results").add(self.pieces)
        self.section(tr("Agreements"), tab="papers").add(self.agreements)
        self.section(tr("Personal data"), tab="papers").add(self.papers)
        self.section(tr("Files"), tab="papers").add(self.files)
        self.section(tr("History"), tab="papers").add(self.history)

    def _connect(self) -> None:
        drop = FileDrop(self)
        drop.enabled = not self.context.read_only
        drop.dropped.connect(self._on_dropped)
        self.accounts.said.connect(self.said)
        self.bookings.open_requested.connect(self._on_booking_chosen)
        self.files.refused.connect(self.refused)
        self.files.said.connect(self.said)
        self.hold.clicked.connect(self.place_hold)
        self.more.picked.connect(self._on_verb_picked)
        self.next.open_requested.connect(self._on_booking_chosen)
        self.agreements.said.connect(self.said)
        self.papers.said.connect(self.said)
        self.profile.said.connect(self.said)
        self.pieces.open_requested.connect(self.open_requested)
        self.propose.clicked.connect(self.add_to_proposal)
        self.rates.said.connect(self.said)
        self.saver.refused.connect(self.refused)
        self.windows.said.connect(self.said)
        self.tab_chosen.connect(self._on_tab_turned)

    # -- showing --------------------------------------------------------------------------------

    def show_talent(self, one: Talent) -> None:
        """Show somebody as they are in the studio."""
        self.talent = one
        self.saver.show_record(one.id, one.version)
        self.form.set_value({name: getattr(one, name) for name in self.form.names()})
        self.form.row("discipline").set_shown(one.kind == "crew")
        self.form.row("do_not_pitch_reason").set_shown(one.do_not_pitch)
        self._show_head(one)
        self._show_warning(one)
        self.accounts.show_accounts(one.id, one.accounts)
        self.accounts_section.setVisible(self.tab() == "profile" and _has_accounts(one))
        self.rates.show_cards(one.id, one.cards)
        self.windows.show_windows(one.id, one.windows)
        self.profile.show_talent(one)
        self.pieces.show_pieces(one.pieces)
        self.files.show_record(one.id)
        self.history.show_record(one.id)
        self._stale = one.id
        if self.tab() == "papers":
            self._on_tab_turned("papers")
        self._fill_menu(one)
        self.context.tasks.ask(
            bookings.of_talent(one.id, self.context.clock.today()),
            owner=self,
            then=self._on_bookings,
            failed=self._on_no_bookings,
            slot="bookings",
        )

    def _fill_menu(self, one: Talent) -> None:
        menu = self.more.entries
        menu.clear()
        if one.do_not_pitch:
            menu.add(tr("Pitch again"), data="pitch_again", icon="megaphone")
        elif not self.context.read_only:
            menu.add(tr("Do not pitch …"), data="hold_back", icon="prohibit")
        menu.add(tr("Partnerships"), data="partnerships", icon="handshake")
        if one.kind != "crew" and not one.do_not_pitch:
            menu.add(tr("Media kit …"), data="kit", icon="file-pdf")
        menu.add(tr("Find duplicates …"), data="merge", icon="users")
        if one.archived:
            menu.add(tr("Restore"), data="restore", icon="arrow-counter-clockwise")
        else:
            menu.add(tr("Archive", "verb"), data="archive", icon="archive")

    def _show_head(self, one: Talent) -> None:
        craft = rules.DISCIPLINES.get(one.discipline)
        kind = text(craft) if craft else text(rules.KINDS.get(one.kind))
        between = tr(", ", "between facts")
        niches = between.join(text(vocabulary.niche(niche)) for niche in one.niches[:2])
        city = text(vocabulary.city(one.city))
        belongs = between.join(part for part in (kind, niches, city) if part)
        self.set_head(one.code, both(one.name, one.name_zh), belongs)
        chips: list[QWidget] = []
        if one.incubation in INCUBATION.states:
            state = INCUBATION.states[one.incubation]
            chips.append(Chip(state.role, text(state.label)))
        if one.tier:
            chips.append(OutlineChip(tr("{tier} tier").format(tier=words.tier(one.tier))))
        chips += [OutlineChip(text(rules.KINDS["virtual"]))] if one.kind == "virtual" else []
        chips += [OutlineChip(tr("Staff and talent"))] if one.person_id else []
        chips += [OutlineChip(tr("Archived"))] if one.archived else []
        self.set_chips(*chips)

    def _show_warning(self, one: Talent) -> None:
        told = _warning(one)
        if told is not None:
            self.warning.set(*told)
        self.warning.setVisible(told is not None)

    def _show_section(self, section: Section, shown: bool) -> None:
        section.setVisible(shown and self.tab() == "profile")

    def _on_bookings(self, found: list[BookingRow]) -> None:
        self.next.show_bookings(found, NEXT)
        self.bookings.show_bookings(found)
        self.set_tabs(_tabs(len(found)), self.tab())
        self._after_tabs()

    def _on_no_bookings(self, _error: StudioError) -> None:
        self.next.show_bookings(())

    def _after_tabs(self) -> None:
        one = self.talent
        if one is not None:
            told = one.virtual is not None or one.crew is not None or bool(one.agencies)
            self._show_section(self.facts_section, told or not self.context.read_only)
            self._show_section(self.accounts_section, _has_accounts(one))
            self._show_section(self.rates_section, _has_accounts(one) or bool(one.cards))
            self._show_section(self.windows_section, one.kind != "crew" or bool(one.windows))

    def _on_tab_turned(self, key: str) -> None:
        self._after_tabs()
        if key == "papers" and self.talent is not None and self._stale == self.talent.id:
            self._stale = 0
            self.agreements.show_talent(self.talent.id)
            self.papers.show_talent(self.talent)

    def focus_details(self) -> None:
        """Put the focus into the first field of the details."""
        self._after_tabs()
        self.form.focus_first()

    # -- doing ----------------------------------------------------------------------------------

    def place_hold(self) -> None:
        """Ask for a hold on this person."""
        if self.talent is not None:
            self._ask_hold({"who": ("talent", self.talent.id)})

    def hold_on(self, talent_id: int, day: date) -> None:
        """Ask for a hold on somebody for one day."""
        self._ask_hold({"who": ("talent", talent_id), "first": day, "last": day})

    def _ask_hold(self, values: dict[str, object]) -> None:
        made = import_module("ui.booking.dialog").BookingDialog
        self._show(made(self.context, self.window(), values))

    def add_to_proposal(self) -> None:
        """Put this person forward in a proposal that is being written."""
        if self.talent is not None:
            dialog = ProposeDialog(self.context, self.window(), self.talent)
            dialog.said.connect(self.said)
            self._show(dialog)

    def _on_booking_chosen(self, ref: Any) -> None:
        made = import_module("ui.booking.dialog").BookingDialog
        self._show(made(self.context, self.window(), {}, ref.id))

    def _show(self, dialog: Dialog) -> None:
        if hasattr(dialog, "open_requested"):
            dialog.open_requested.connect(self.open_requested)
        self._dialog = dialog
        dialog.open()

    def _on_dropped(self, files: list[Path]) -> None:
        self.set_tab("papers")
        self._on_tab_turned("papers")
        self.files.attach(files)

    def _on_verb_picked(self, verb: object) -> None:
        if verb == "partnerships" and self.talent is not None:
            self.open_requested.emit(Ref("partnership", 0, f"every:{self.talent.id}"))
        elif verb == "kit" and self.talent is not None:
            self.show_kit(self.talent.id)
        elif verb == "hold_back":
            self.hold_back()
        else:
            self.verb_chosen.emit(str(verb))

    def hold_back(self) -> None:
        """Ask why this person is not to be pitched."""
        if self.talent is not None:
            dialog = HoldBackDialog(self.context, self.window(), self.talent)
            dialog.said.connect(self.said)
            self._show(dialog)

    def show_kit(self, talent_id: int) -> None:
        """Show the media kit on paper."""
        title = tr("Media kit")
        self._dialog = SheetDialog(self.context, title, f"kit:{talent_id}", self._kit, self)
        self._dialog.open()

    def _kit(self, language: str) -> Query[Sheet]:
        return factsheets.media_kit(self.talent.id if self.talent else 0, language)


def _tabs(count: int) -> list[Tab]:
    return [
        Tab("profile", tr("Profile")),
        Tab("bookings", tr("Bookings"), count or None),
        Tab("results", tr("Results")),
        Tab("papers", tr("Papers")),
    ]


def _warning(one: Talent) -> tuple[str, str, str] | None:
    """Return the banner above somebody: its words, why, its kind; None where nothing is amiss."""
    if one.erased_on is not None:
        return tr("Erased; kept for the books."), "", "locked"
    if one.merged_into is not None:
        return tr("Merged into another record."), "", "info"
    if one.do_not_pitch:
        return tr("Do not pitch."), one.do_not_pitch_reason, "warn"
    if one.objected:
        return tr("Does not want to be contacted."), tr("See the consents in the papers."), "warn"
    return None


def _has_accounts(one: Talent) -> bool:
    return one.kind != "crew" or bool(one.accounts)


def _change(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    given = {
        name: "" if value is None and name in ("discipline", "country") else value
        for name, value in values.items()
    }
    return talent.change(key, version=version, values=given)
