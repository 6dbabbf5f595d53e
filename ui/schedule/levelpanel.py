"""The panel of levelling: how the search goes, what moved and why, what is left to decide."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from studio.domain.names import pick
from studio.domain.schedule.levelling.level import Incumbent
from studio.services.schedule import Board
from ui import language
from ui.language import text, tr, trn
from ui.schedule.preview import Found, Left, Preview
from ui.theme.fonts import text_width
from ui.theme.painting import LEFT, draw_text
from ui.theme.tokens import theme
from ui.timeline.plan import Span
from ui.timeline.scale import DAY, clockface
from ui.timeline.words import span_words, work_words
from ui.widgets.boxes import STRETCH, clear, frame, hbox, scrolled, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, Swatch, label
from ui.widgets.waiting import Skeleton

WIDTH = 288
PAD = 16


class LevelPanel(QFrame):
    """What levelling would do; nothing is changed before Apply."""

    applied = Signal()
    """Emitted when the plan is to be applied."""

    discarded = Signal()
    """Emitted when the plan is to be dropped, or the search to be given up."""

    enough = Signal()
    """Emitted when the best plan so far is to be taken."""

    task_picked = Signal(int)
    """Emitted when a moved task was clicked; carries its id."""

    choice_made = Signal(str, object)
    """Emitted when a way out of an unsolved clash was chosen: other or move, and the Left."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._spoken = spoken
        self._zone = "UTC"
        self._day = 480
        self.setFixedWidth(WIDTH)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self.setAccessibleName(tr("What moved"))
        self._fact = label(tr("Preview"), "body", "text3")
        head = frame(edge="bottom")
        head.setFixedHeight(41)
        glyph = Glyph("align-left-simple", "accenttext")
        hbox(head, glyph, label(tr("What moved"), "head"), STRETCH, self._fact,
             margins=(PAD, 0, PAD, 0))  # fmt: skip
        content = QWidget()
        self._column = vbox(content)
        self.apply = Button("", "primary")
        self.discard = Button(tr("Discard"), "bare")
        foot = frame(edge="top")
        hbox(foot, self.apply, self.discard, STRETCH, margins=(PAD, 12, PAD, 12))
        column = vbox(self, head, scrolled(content), foot)
        column.setStretch(1, 1)
        self.apply.clicked.connect(self._on_apply_clicked)
        self.discard.clicked.connect(self.discarded)
        self.found = False
        self.words: list[str] = []
        """What is said, line by line; for tests and readers of the screen."""

    # -- searching ------------------------------------------------------------------------------

    def show_searching(self) -> None:
        """Show that a search has begun."""
        self._clear()
        self._say(tr("Looking for a plan that people and rooms can keep ..."))
        self._column.addWidget(Skeleton(3, 34))
        self._column.addStretch(1)
        self._fact.setText(tr("Searching"))
        self.apply.set_words(tr("Take the best so far"))
        self.apply.setEnabled(False)
        self.discard.set_words(tr("Cancel"))

    def show_best(self, best: Incumbent) -> None:
        """Show the best plan so far, and how good one could be at most."""
        self._clear()
        self._say(tr("Looking for a better plan ..."))
        moved = work_words(best.moved // 60 * 60, DAY)  # by the clock, nights with it
        late = work_words(best.lateness // 60 * 60, DAY) if best.lateness else ""
        lines = [tr("Best so far: moves {time} in all").format(time=moved)]
        lines.append(tr("{time} late").format(time=late) if late else tr("Nothing is late"))
        gap = 100 * (best.makespan - best.bound) // best.makespan if best.makespan else 0
        if gap > 0:
            lines.append(tr("At most {n} % longer than the shortest possible").format(n=gap))
        else:
            lines.append(tr("No plan can be shorter"))
        for words in lines:
            self._line(words)
        self._column.addStretch(1)
        self.apply.set_words(tr("Take the best so far"))
        self.apply.setEnabled(True)
        self.discard.set_words(tr("Cancel"))

    def show_time(self, seconds: int, limit: int) -> None:
        """Show how long the search has gone on, of how long it may."""
        self._fact.setText(tr("{n} s of {limit}").format(n=seconds, limit=limit))

    # -- what was found -------------------------------------------------------------------------

    def show_preview(self, preview: Preview) -> None:
        """Show what would move and why, and what stays unsolved."""
        board = preview.board
        self._zone = board.zone
        self._day = next((row.day for row in board.calendars if row.standard), 480)
        self._clear()
        self.found = True
        self._fact.setText(tr("Preview"))
        self._summary(preview)
        for one in preview.moves:
            self._column.addWidget(self._move(one))
        for left in preview.left:
            self._column.addWidget(self._unsolved(left))
        self._column.addStretch(1)
        count = len(preview.moves)
        self.apply.set_words(trn("Apply {n} move", "Apply {n} moves", count))
        self.apply.setEnabled(count > 0)
        self.apply.setToolTip("Ctrl+Enter")
        self.discard.set_words(tr("Discard"))
        self.discard.setToolTip(tr("Esc", "key"))

    def _summary(self, preview: Preview) -> None:
        count = len(preview.moves)
        first = [trn("{n} task moves", "{n} tasks move", count) if count else tr("Nothing moves")]
        if preview.late:
            first.append(trn("{n} is late", "{n} are late", preview.late))
        else:
            first.append(tr("nothing is late"))
        second = []
        if preview.later:
            second += [self._later(preview.board, key, by) for key, by in preview.later[:2]]
        else:
            second.append(tr("Finish dates stay."))
        clashes = sum(one.kind == "clash" for one in preview.left)
        if clashes:
            second.append(trn("{n} clash is left.", "{n} clashes are left.", clashes))
        if preview.status == "optimal":
            second.append(tr("No better plan exists."))
        box = frame(edge="bottom")
        lines = vbox(box, margins=(PAD + 2, 13, PAD, 13), gap=1)
        whole = tr("{facts}.", "sentence").format(facts=tr(", ", "between facts").join(first))
        for words, ink in ((whole, "text"), (_sentences(second), "text2")):
            lines.addWidget(label(words, "name" if ink == "text" else "body", ink, wrap=True))
            self.words.append(words)
        self._column.addWidget(box)

    def _later(self, board: Board, project: int, by: int) -> str:
        lane = next((one for one in board.lanes if one.id == project), None)
        name = pick(lane.name, lane.name_zh, self._spoken) if lane is not None else ""
        days = -(-by // 1440)
        later = trn("{n} day", "{n} days", days)
        return tr("{name} ends {days} later.").format(name=name, days=later)

    def _move(self, one: Found) -> QWidget:
        box = _Row(one.task_id)
        box.clicked.connect(self.task_picked)
        title = pick(*one.title, self._spoken)
        head = hbox(None, Swatch(one.hue), label(title, "name", wrap=True), gap=8)
        head.setStretch(1, 1)
        dates = _Dates(self._days(one.before), self._days(one.after))
        why = text(one.why)
        slack = self._slack(one)
        inner = vbox(None, dates, label(why, "small", "text2", wrap=True), gap=3)
        inner.addWidget(label(slack, "label" if one.critical else "small",
                              "warn" if one.critical else "text3", wrap=True))  # fmt: skip
        inner.setContentsMargins(16, 0, 0, 0)
        column = vbox(box, margins=(PAD, 12, PAD, 12), gap=3)
        column.addLayout(head)
        column.addLayout(inner)
        box.setAccessibleName(
            tr(", ", "between facts").join(
                (title, self._days(one.before), self._days(one.after), why, slack)
            )
        )
        self.words += [title, why, slack]
        return box

    def _days(self, span: Span) -> str:
        clock = clockface(self._zone)
        return span_words((clock.local(span[0]), clock.local(span[1])))

    def _slack(self, one: Found) -> str:
        before = self._length(one.slack_before)
        if one.critical:
            return tr("Slack {before}, now none: critical").format(before=before)
        return tr("Slack {before}, now {after}").format(
            before=before, after=self._length(one.slack)
        )

    def _length(self, minutes: int) -> str:
        minutes = max(minutes, 0)
        if minutes >= self._day:
            return tr("{n} d").format(n=minutes // self._day)
        return tr("{n} h").format(n=minutes // 60) if minutes else tr("0 d")

    def _unsolved(self, left: Left) -> QWidget:
        box = _Alarm()
        column = vbox(box, margins=(PAD, 12, PAD, 14), gap=6)
        head = hbox(None, Glyph("warning-circle", "bad"), label(tr("Not solved"), "head", "bad"))
        head.addStretch(1)
        column.addLayout(head)
        words = self._left_words(left)
        column.addWidget(label(words, "body", "text", wrap=True))
        self.words.append(words)
        if left.kind == "clash":
            other = _Choice(tr("Find somebody else"), "user-switch", "other", left)
            other.made.connect(self.choice_made)
            column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        if left.tasks:
            move = _Choice(self._way_out(left), "arrow-right", "move", left)
            move.made.connect(self.choice_made)
            column.addWidget(move, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _way_out(self, left: Left) -> str:
        """Return which task could go, and to which day where one was found."""
        if left.until is None:
            return tr("Move {task}").format(task=pick(*left.titles[-1], self._spoken))
        title = pick(*left.titles[left.tasks.index(left.movable)], self._spoken)
        day = language.weekday_date(clockface(self._zone).day(left.until))
        return tr("Move {task} to {day}").format(task=title, day=day)

    def _left_words(self, left: Left) -> str:
        titles = tr(" and ", "between two names").join(
            pick(*pair, self._spoken) for pair in left.titles
        )
        if left.kind == "deadline":
            return tr("These dates cannot all hold: {tasks}.").format(tasks=titles)
        day = language.weekday_date(clockface(self._zone).day(left.start))
        name = pick(*left.name, self._spoken)
        return tr("{name}, {day}: {tasks}. These dates are fixed.").format(
            name=name, day=day, tasks=titles
        )

    # -- parts ----------------------------------------------------------------------------------

    def _clear(self) -> None:
        clear(self._column)
        self.words = []
        self.found = False

    def _say(self, words: str) -> None:
        box = frame(edge="bottom")
        vbox(box, label(words, "name", wrap=True), margins=(PAD + 2, 13, PAD, 13))
        self._column.addWidget(box)
        self.words.append(words)

    def _line(self, words: str) -> None:
        holder = QWidget()
        vbox(holder, label(words, "body", "text2", wrap=True), margins=(PAD + 2, 10, PAD, 0))
        self._column.addWidget(holder)
        self.words.append(words)

    def _on_apply_clicked(self) -> None:
        (self.applied if self.found else self.enough).emit()


class _Row(QFrame):
    """A moved task; a click shows it on the line."""

    clicked = Signal(int)
    """Emitted when it was clicked; carries the task's id."""

    def __init__(self, task: int) -> None:
        super().__init__()
        self._task = task
        self.setProperty("edge", "bottom")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, _event: object) -> None:
        """Tell of a click."""
        self.clicked.emit(self._task)


class _Alarm(QFrame):
    """The ground of what is not solved."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill it."""
        QPainter(self).fillRect(self.rect(), theme["bad.tint"])


class _Choice(Button):
    """A way out of something unsolved."""

    made = Signal(str, object)
    """Emitted when it was chosen: which way, and the Left."""

    def __init__(self, words: str, icon: str, way: str, left: Left) -> None:
        super().__init__(words, icon=icon, height=26)
        self.way, self.left = way, left
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.made.emit(self.way, self.left)


class _Dates(QWidget):
    """Old days struck through, an arrow, new days."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__()
        self._before, self._after = before, after
        self.setFixedHeight(18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        used = draw_text(p, box, self._before, "body", "text3", LEFT, struck=True)
        left = used + 9
        p.setPen(theme["text2"])
        draw_text(p, box.adjusted(left, 0, 0, 0), "→", "body", "text2", LEFT)
        left += text_width("→", "body") + 9
        draw_text(p, box.adjusted(left, 0, 0, 0), self._after, "name", "text", LEFT)


def _sentences(parts: list[str]) -> str:
    """Return sentences one after the other, as the language sets them."""
    whole = parts[0]
    for part in parts[1:]:
        whole = tr("{first} {second}", "sentences").format(first=whole, second=part)
    return whole
