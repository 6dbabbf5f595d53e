"""Home: what needs a person today, what comes in, what is on this week, what is in the making."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.errors import StudioError
from studio.services import home, studio
from studio.services.home import Home, Week
from studio.services.studio import Checklist
from ui.context import Action, Context, Ref
from ui.home import acts
from ui.home.attention import AttentionRows
from ui.home.checklist import ChecklistRows
from ui.home.money import Incomes
from ui.home.projects import ProjectTable
from ui.home.week import WeekView, timed, titled, why_fixed
from ui.home.words import listed, say
from ui.language import between, page_date, short_date, text, tr, trn, weekday_date
from ui.page import Page
from ui.theme.tokens import GAP, MARGIN
from ui.widgets.boxes import STRETCH, hbox, scrolled, vbox
from ui.widgets.buttons import Button, MenuButton, Segment, Segments, icon_button
from ui.widgets.cards import Card
from ui.widgets.header import PageHeader
from ui.widgets.labels import Glyph, label
from ui.widgets.menus import Menu
from ui.widgets.month import MonthPopup

MONEY_WIDTH = 392
TOP_HEIGHT = 40 + 7 * 36 + 3
DAY_CHECK = 5 * 60 * 1000  # ms; a window left open overnight shows the new day


class HomePage(Page):
    """What needs a person today."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._home: Home | None = None
        self._checklist: Checklist | None = None
        self._day = context.clock.today()
        self._week_day: date | None = None
        self._stale = True
        self._moving: tuple[str, int, int, str] | None = None
        self._calendar: MonthPopup | None = None
        self._menu: Menu | None = None
        self._build()
        self._connect()
        self.load()

    def _build(self) -> None:
        self.header = PageHeader(page_date(self._day))
        self.new_button = MenuButton(tr("New"), "plus", kind="primary", caret=False)
        for noun, words in (
            ("brief", tr("Brief")),
            ("client", tr("Client")),
            ("proposal", tr("Proposal")),
            ("project", tr("Project")),
            ("invoice", tr("Invoice")),
        ):
            self.new_button.add(words, data=noun)
        self.header.add(self.new_button)
        self._build_attention()
        self._build_money()
        self._build_week()
        self._build_projects()
        content = QWidget()
        vbox(
            content,
            hbox(None, self.first_card, self.money_card, gap=GAP),
            self.week_card,
            self.project_card,
            STRETCH,
            margins=(MARGIN, 0, MARGIN, MARGIN),
            gap=GAP,
        )
        vbox(self, self.header, scrolled(content))

    def _build_attention(self) -> None:
        self.whose = Segments(
            [Segment("all", tr("All")), Segment("mine", tr("Mine"))],
            self.context.preferences.value.layout.get("home", "all"),
            height=24,
            name=tr("Whose"),
        )
        self.hide_button = Button(tr("Hide this list"), "link", height=24)
        self.attention = AttentionRows()
        self.checklist = ChecklistRows()
        self.clear_words = label("", "body", "text2", wrap=True)
        clear = QWidget()
        vbox(
            clear,
            STRETCH,
            hbox(None, STRETCH, Glyph("check-circle", "good", 26), STRETCH),
            10,
            hbox(None, STRETCH, label(tr("All clear"), "record"), STRETCH),
            4,
            hbox(None, STRETCH, self.clear_words, STRETCH),
            STRETCH,
        )
        self.first = QStackedWidget()
        for widget in (self.attention, clear, scrolled(self.checklist)):
            self.first.addWidget(widget)
        self.first_card = Card(tr("Needs attention"), "", self.whose, self.hide_button)
        self.first_card.body.addWidget(self.first)
        self.first_card.setFixedHeight(TOP_HEIGHT)
        self.hide_button.hide()

    def _build_money(self) -> None:
        self.all_invoices = Button(tr("All invoices"), "link", height=24)
        self.money = Incomes()
        self.money_card = Card(tr("Money to come"), "", self.all_invoices)
        self.money_card.body.addWidget(self.money)
        self.money_card.setFixedWidth(MONEY_WIDTH)
        self.money_card.setFixedHeight(TOP_HEIGHT)

    def _build_week(self) -> None:
        self.back_button = icon_button("caret-left", tr("Week before"), height=26)
        self.today_button = Button(tr("Today"), height=26)
        self.forth_button = icon_button("caret-right", tr("Next week"), height=26)
        self.week = WeekView(self._day)
        self.week_card = Card(
            tr("This week"), "", self.back_button, self.today_button, self.forth_button
        )
        self.week_card.body.addWidget(self.week)

    def _build_projects(self) -> None:
        self.all_projects = Button(tr("All projects"), "link", height=24)
        self.projects = ProjectTable()
        self.no_projects = label(
            tr("No project is in the making. One begins when a proposal is accepted."),
            "body",
            "text3",
        )
        self.no_projects.setContentsMargins(14, 12, 14, 14)
        self.project_card = Card(tr("Active projects"), "", self.all_projects)
        self.project_card.body.addWidget(self.projects)
        self.project_card.body.addWidget(self.no_projects)
        self.no_projects.hide()

    def _connect(self) -> None:
        self.all_invoices.clicked.connect(self._on_all_invoices)
        self.all_projects.clicked.connect(self._on_all_projects)
        self.attention.acted.connect(self._on_acted)
        self.attention.chosen.connect(self._on_chosen)
        self.attention.menu_requested.connect(self._on_attention_menu)
        self.back_button.clicked.connect(self._on_week_before)
        self.checklist.wanted.connect(self._on_step_wanted)
        self.forth_button.clicked.connect(self._on_next_week)
        self.hide_button.clicked.connect(self._on_hide_checklist)
        self.money.rows.chosen.connect(self._on_income_chosen)
        self.new_button.picked.connect(self._on_new_picked)
        self.projects.opened.connect(self._on_project_opened)
        self.today_button.clicked.connect(self._on_today)
        self.week.chosen.connect(self._on_chosen)
        self.week.menu_requested.connect(self._on_event_menu)
        self.week.more_requested.connect(self._on_more_requested)
        self.week.moved.connect(self._on_event_moved)
        self.week.refused.connect(self._on_event_refused)
        self.whose.chosen.connect(self._on_whose_chosen)
        self._day_timer = QTimer(self, interval=DAY_CHECK)
        self._day_timer.timeout.connect(self._on_day_timer)
        self._day_timer.start()

    # -- loading --------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for everything anew."""
        self._stale = False
        self._day = self.context.clock.today()
        mine = self.context.person_id if self.whose.current() == "mine" else None
        ask = self.context.tasks.ask
        ask(
            home.everything(mine=mine, day=self._week_day),
            owner=self,
            then=self._show,
            slot="home",
        )
        ask(
            studio.checklist(),
            owner=self,
            then=self._show_checklist,
            failed=self._on_no_checklist,
            slot="checklist",
        )

    def _show(self, found: Home) -> None:
        self._home = found
        week = found.today.isocalendar().week
        self.header.set(page_date(found.today), tr("Week {number}").format(number=week))
        self.attention.show_attention(found.attention.rows)
        self.money.show_money(found.money)
        self.money_card.set_fact(tr("to {day}").format(day=short_date(found.money.until)))
        self._show_week(found.week)
        self.projects.show_projects(found.projects.rows)
        self.project_card.set_fact(str(found.projects.total))
        self.projects.setVisible(bool(found.projects.rows))
        self.no_projects.setVisible(not found.projects.rows)
        self._show_first()

    def _show_first(self) -> None:
        """Show the first steps while some are to do, else the trouble, else that all is clear."""
        found, steps = self._home, self._checklist
        to_do = steps is not None and not steps.hidden and steps.done < len(steps.steps)
        self.hide_button.setVisible(to_do)
        self.whose.setVisible(not to_do)
        if to_do and steps is not None:
            self.first_card.set_title(tr("First steps"))
            self.first_card.set_fact(
                tr("{done} of {all} done").format(done=steps.done, all=len(steps.steps))
            )
            self.first.setCurrentIndex(2)
            return
        self.first_card.set_title(tr("Needs attention"))
        total = found.attention.total if found else 0
        self.first_card.set_fact(str(total) if total else "")
        self.first.setCurrentIndex(0 if total else 1)
        self.clear_words.setText(self._what_is_next())

    def _what_is_next(self) -> str:
        event = self._home.upcoming if self._home else None
        if event is None:
            return tr("Nothing is planned yet.")
        when = listed(weekday_date(event.day), event.time)
        return tr("Next: {what}, {when}.").format(what=titled(event), when=when)

    def _show_week(self, week: Week) -> None:
        first, last = week.days[0], week.days[-1]
        this = first <= self._day <= last
        fact = [
            between(first, last),
            trn("{n} shoot", "{n} shoots", week.shoots) if week.shoots else "",
            trn("{n} post", "{n} posts", week.posts) if week.posts else "",
            trn("{n} due", "{n} due", week.dues) if week.dues else "",
        ]
        self.week_card.set_title(tr("This week") if this else tr("Week"))
        self.week_card.set_fact(listed(*fact))
        self.today_button.setEnabled(not this)
        self.week.show_week(week, self._day)

    def _show_checklist(self, found: Checklist) -> None:
        self._checklist = found
        self.checklist.show_steps(found)
        self._show_first()

    def _on_no_checklist(self, _error: StudioError) -> None:
        self._checklist = None
        self._show_first()

    def refresh(self, changes: Any) -> None:
        """Ask again after a commit; a page that is not in sight waits until it is."""
        if self.isVisible():
            self.load()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again where something changed meanwhile."""
        super().showEvent(event)
        if self._stale or self._day != self.context.clock.today():
            self.load()

    def _on_day_timer(self) -> None:
        if self._day != self.context.clock.today():
            self.load()

    # -- what a person does ---------------------------------------------------------------------

    def _on_whose_chosen(self, key: str) -> None:
        layout = {**self.context.preferences.value.layout, "home": key}
        self.context.preferences.change(layout=layout)
        self.load()

    def _on_chosen(self, row: Any) -> None:
        self.open(Ref(row.noun, row.id))

    def _on_income_chosen(self, row: Any) -> None:
        self.open(Ref(row.noun, row.id))

    def _on_project_opened(self, project: int) -> None:
        self.open(Ref("project", project))

    def _on_all_invoices(self) -> None:
        self.open(Ref("invoice"))

    def _on_all_projects(self) -> None:
        self.open(Ref("project"))

    def _on_new_picked(self, noun: object) -> None:
        self.open(Ref(str(noun), 0, "new"))

    def _on_step_wanted(self, step: Any) -> None:
        self.open(Ref(step.page, 0, step.section))

    def _on_hide_checklist(self) -> None:
        if self._checklist is not None:
            command = studio.hide_checklist(version=self._checklist.version)
            self.context.tasks.run(command, owner=self, then=self._on_checklist_hidden)

    def _on_checklist_hidden(self, _version: int) -> None:
        self.say(tr("The first steps are hidden. Settings shows them again."))
        self.load()

    def _on_acted(self, row: Any, act: str, place: QPoint) -> None:
        if act == "new_date" and acts.may_move(row.noun):
            self._moving = (row.noun, row.id, row.version, row.kind)
            self._open_calendar(max(row.day or self._day, self._day), place)
        else:
            self.open(Ref(row.noun, row.id, "" if act in ("open", "new_date") else act))

    def _open_calendar(self, day: date, place: QPoint) -> None:
        self._calendar = MonthPopup(day, self._day, self)
        self._calendar.picked.connect(self._on_day_picked)
        self._calendar.open_at(place + QPoint(0, 3))

    def _on_day_picked(self, day: date) -> None:
        if self._moving is not None:
            noun, key, version, kind = self._moving
            self._put_day(noun, key, version, kind, day)

    def _put_day(self, noun: str, key: int, version: int, kind: str, day: date) -> None:
        self._moving = (noun, key, version, kind)
        self._new_day = day
        self.context.tasks.run_outcome(
            acts.put_day(noun, key, version, kind, day), owner=self, then=self._on_day_put
        )

    def _on_day_put(self, outcome: Any) -> None:
        words = tr("{what}: {day}").format(
            what=text(outcome.label), day=weekday_date(self._new_day)
        )
        self.say(words)

    # -- the week -------------------------------------------------------------------------------

    def _on_week_before(self) -> None:
        self._go_to((self._week_day or self._day) - timedelta(days=7))

    def _on_next_week(self) -> None:
        self._go_to((self._week_day or self._day) + timedelta(days=7))

    def _on_today(self) -> None:
        self._go_to(None)

    def _go_to(self, day: date | None) -> None:
        self._week_day = day
        self.context.tasks.ask(home.week(day=day), owner=self, then=self._show_week, slot="week")

    def _on_event_moved(self, event: Any, day: Any) -> None:
        if acts.may_move(event.noun):
            self._put_day(event.noun, event.id, event.version, event.kind, day)

    def _on_event_refused(self, reason: str) -> None:
        self.say(reason, undo=False)

    # -- menus ----------------------------------------------------------------------------------

    def _new_menu(self) -> Menu:
        self._menu = Menu(self)
        self._menu.aboutToHide.connect(self._menu.deleteLater)
        return self._menu

    def _on_attention_menu(self, row: Any, place: QPoint) -> None:
        menu = self._new_menu()
        said = say(row)
        menu.add(tr("Open", "verb"), data=(row, "open", place), icon="arrow-square-out")
        if said.act != "open":
            menu.add(said.words, data=(row, said.act, place))
        menu.picked.connect(self._on_attention_picked)
        menu.popup(place)

    def _on_attention_picked(self, data: Any) -> None:
        self._on_acted(*data)

    def _on_event_menu(self, event: Any, place: QPoint) -> None:
        menu = self._new_menu()
        menu.add(tr("Open", "verb"), data=(event, None), icon="arrow-square-out")
        menu.addSeparator()
        reason = why_fixed(event)
        for day in self._home.week.days if self._home else ():
            if day != event.day:
                words = tr("Move to {day}").format(day=weekday_date(day))
                menu.add(words, data=(event, day), enabled=not reason, why_not=reason)
        menu.picked.connect(self._on_event_picked)
        menu.popup(place)

    def _on_event_picked(self, data: Any) -> None:
        event, day = data
        if day is None:
            self._on_chosen(event)
        else:
            self.week.move_event(event, day)

    def _on_more_requested(self, events: Any, place: QPoint) -> None:
        menu = self._new_menu()
        for event in events:
            menu.add(listed(timed(event), titled(event)), data=(event, None))
        menu.picked.connect(self._on_event_picked)
        menu.popup(place)

    # -- as every page --------------------------------------------------------------------------

    def new_record(self) -> None:
        """Open the menu of what can be made."""
        self.new_button.open_menu()

    def focus_main(self) -> None:
        """Put the focus on what needs attention."""
        self.attention.setFocus()

    def regions(self) -> list[QWidget]:
        """Return the cards F6 jumps between."""
        return [self.header, self.first_card, self.money_card, self.week_card, self.project_card]

    def actions_now(self) -> list[Action]:
        """Return what can be done here now."""
        return [
            Action("week_before", tr("Week before"), self._on_week_before, "", "caret-left"),
            Action("next_week", tr("Next week"), self._on_next_week, "", "caret-right"),
            Action("this_week", tr("This week"), self._on_today, "Ctrl+G", "calendar-blank"),
        ]

    def state(self) -> dict[str, Any]:
        """Return the week that is shown."""
        return {"week": self._week_day.isoformat() if self._week_day else ""}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the week that was shown."""
        day = state.get("week")
        self._go_to(date.fromisoformat(day) if day else None)
