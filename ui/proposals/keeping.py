"""Files, steps and history of a proposal."""

from studio.domain import briefs
from studio.domain import proposals as rules
from studio.domain.names import pick
from studio.services.proposals import Proposal, Step, VersionHead
from ui.language import language, moment, short_date, text, tr
from ui.proposals.desk import Desk
from ui.proposals.part import INSET, Part
from ui.publish.attached import RecordFiles
from ui.publish.history import RecordHistory
from ui.widgets.boxes import line, vbox
from ui.widgets.facts import HistoryList, HistoryRow
from ui.widgets.labels import label, section_head


class RecordPart(Part):
    """What belongs to the proposal and is not printed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Files and history"))
        self.files = RecordFiles(desk.context, "proposal")
        self.files.said.connect(desk.said)
        self.files.refused.connect(desk.refused)
        self.steps = HistoryList(when_width=84)
        self._none = label(tr("Not sent yet."), "small", "text3")
        self.history = RecordHistory(desk.context, "proposal")
        inner = vbox(None, margins=(INSET, 12, INSET, 16), gap=10)
        for widget in (
            section_head(tr("Files")),
            self.files,
            line("grid"),
            section_head(tr("Way of the versions")),
            self._none,
            self.steps,
            line("grid"),
            section_head(tr("History")),
            self.history,
        ):
            inner.addWidget(widget)
        inner.addStretch(1)
        self.body.addLayout(inner)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show files and history of the proposal."""
        self.files.show_record(proposal.id)
        self.history.show_record(proposal.id)
        rows = [
            HistoryRow(
                moment(step.at) if step.at else "",
                _step_words(step),
                pick(step.by, step.by_zh, language()),
            )
            for step in reversed(proposal.steps)
        ]
        rows = rows or [_sent_row(one) for one in reversed(proposal.versions) if one.sent_on]
        self._none.setVisible(not rows)
        self.steps.set_rows(rows)

    def focus_main(self) -> None:
        """Begin with the files."""
        self.files.setFocus()


def _step_words(step: Step) -> str:
    """Return which version went from where to where, and why where that was said."""
    known = briefs.LOST_REASONS.get(step.note)
    why = text(known) if known else step.note
    words = tr("Version {no}: {before} to {after}")
    if why:
        words = tr("Version {no}: {before} to {after}, {why}")
    before, after = text(rules.STATES.label(step.before)), text(rules.STATES.label(step.after))
    return words.format(no=step.no, before=before, after=after, why=why)


def _sent_row(version: VersionHead) -> HistoryRow:
    """Return what is known of a version whose steps were not noted, as of imported ones."""
    state = text(rules.STATES.label(version.state)).lower()
    words = tr("Version {no}, {state}").format(no=version.no, state=state)
    return HistoryRow(short_date(version.sent_on) if version.sent_on else "", words)
