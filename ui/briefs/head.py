"""The head of a brief: number, title, state, completeness, what is open, what to do next."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from studio.domain import briefs as rules
from studio.domain.names import pick
from studio.services.briefs import Brief
from ui.forms.fields import TextField
from ui.language import language, text, tr, trn
from ui.theme.fonts import text_width
from ui.widgets.boxes import STRETCH, hbox
from ui.widgets.buttons import Button, more_button
from ui.widgets.chips import Chip, Meter
from ui.widgets.labels import ElidedLabel, label

HEAD = 50


def share(complete: Decimal) -> int:
    """Return completeness in whole per cent, rounded down: 80 % is only shown when it is there."""
    return int(complete * 100)


def question_count(brief: Brief | None) -> int:
    """Return how many questions can be copied."""
    return min(len(brief.points), rules.MOST_QUESTIONS) if brief else 0


def why_not_ready(brief: Brief) -> str:
    """Return what stands between a brief and Ready, in words."""
    if brief.ready:
        return ""
    if not brief.obstacles:
        return tr("A brief needs its client first.")
    return "\n".join(text(words) for words in brief.obstacles)


class BriefHead(QFrame):
    """The head of 50: number, title, state, completeness, open points, what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(HEAD)
        self.number = label("", "find", "text3")
        self.title = TextField(limit=200, placeholder=tr("Title"))
        self.title.setProperty("type", "record")
        self.title.set_frame("plain")
        self.title.setAccessibleName(tr("Title"))
        self.title.setMinimumWidth(90)
        self.chip = Chip()
        self.meter = Meter(width=72)
        self.progress = ElidedLabel("", "body", "text2", keep=34)
        self.missing = Chip("warn", "", "circle-dashed")
        self.unclear = Chip("wait", "", "question")
        self.copy_button = Button("", "secondary", "copy")
        self.act_button = Button(tr("Mark ready"))
        self.more = more_button(tr("More about this brief"))
        for chip in (self.missing, self.unclear):
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
        row = hbox(
            self,
            self.number,
            self.title,
            self.chip,
            STRETCH,
            self.meter,
            self.progress,
            self.missing,
            self.unclear,
            self.copy_button,
            self.act_button,
            self.more,
            margins=(20, 0, 18, 0),
            gap=8,
        )
        # The title takes what room there is before the empty space beside it does.
        row.setStretch(1, 100)

    def fit_title(self) -> None:
        """Make the title field as wide as its words, so that the chip stands beside them."""
        words = self.title.text() or self.title.placeholderText()
        self.title.setMaximumWidth(max(120, min(int(text_width(words, "record")) + 26, 420)))

    def show_brief(self, brief: Brief, *, read_only: bool) -> None:
        """Show a brief as it is now."""
        row, head = brief.row, self
        head.number.setText(f"{row.number} r{row.revision}" if row.revision > 1 else row.number)
        if not (head.title.hasFocus() and head.title.typed_something()):
            head.title.set_value(pick(row.title, row.title_zh, language()))
        head.title.set_locked(brief.locked is not None or read_only)
        if brief.locked is None and not read_only:
            head.title.set_frame("plain")
        head.fit_title()
        head.chip.set(row.state.role, text(row.state.label))
        before_proposal = row.column in ("new", "clarifying", "ready")
        percent = share(row.complete)
        words = tr("{percent}% complete").format(percent=percent)
        if row.column != "ready":
            words = tr("{percent}% complete, {needed}% to be ready").format(
                percent=percent, needed=int(rules.READY_AT * 100)
            )
        head.meter.set(float(row.complete), "", hot=False)
        head.meter.setAccessibleName(words)
        head.progress.setText(words)
        head.progress.setVisible(before_proposal)
        head.meter.setVisible(before_proposal)
        head.missing.set("warn", trn("{n} missing", "{n} missing", row.missing), "circle-dashed")
        head.missing.setVisible(before_proposal and row.missing > 0)
        head.unclear.set("wait", trn("{n} unclear", "{n} unclear", row.unclear), "question")
        head.unclear.setVisible(before_proposal and row.unclear > 0)
        self._show_acts(brief, read_only=read_only)

    def _show_acts(self, brief: Brief, *, read_only: bool) -> None:
        row = brief.row
        count = question_count(brief)
        before_proposal = row.column in ("new", "clarifying", "ready")
        self.copy_button.set_words(trn("Copy {n} question", "Copy {n} questions", count))
        self.copy_button.setVisible(before_proposal and count > 0)
        act = self.act_button
        act.setVisible(row.column in ("new", "clarifying", "ready", "proposed"))
        if row.column in ("new", "clarifying"):
            act.set_words(tr("Mark ready"))
            act.set_ready(brief.ready and not read_only, why_not_ready(brief))
        elif row.column == "ready":
            act.set_words(tr("Write proposal"))
            act.set_ready(not read_only)
        else:
            act.set_words(tr("Open proposal"))
            act.set_ready(bool(brief.linked))
        self._fill_more(brief, read_only=read_only)

    def _fill_more(self, brief: Brief, *, read_only: bool) -> None:
        menu = self.more.entries
        menu.clear()
        may = not read_only
        words = {
            "received": tr("Back to new"),
            "clarifying": tr("Clarify", "verb"),
            "ready": tr("Mark ready"),
            "declined": tr("Decline…"),
            "lost": tr("Mark as lost…"),
        }
        closed = brief.row.column == "closed"
        for state in brief.moves:
            if state in words and state != "ready":
                title = tr("Reopen", "verb") if closed else words[state]
                menu.add(title, data=("move", state), enabled=may)
        menu.addSeparator()
        menu.add(tr("Copy brief"), data=("copy", ""), icon="copy", enabled=may)
        if brief.row.archived:
            menu.add(tr("Restore", "verb"), data=("restore", ""), enabled=may)
        else:
            menu.add(tr("Archive", "verb"), data=("archive", ""), icon="archive", enabled=may)
