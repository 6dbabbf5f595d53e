"""One proposal: outline, the part that is worked on, and the PDF that follows."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain import proposals as rules
from studio.domain.proposals import Finding
from studio.errors import StudioError
from studio.services import proposals, publish
from studio.services.proposals import Proposal
from studio.services.publish import Paper
from studio.text import Message
from ui.context import Context
from ui.language import short_date, text, tr
from ui.proposals import printed
from ui.proposals.cover import CoverPart
from ui.proposals.creators import CreatorsPart
from ui.proposals.deliveries import DeliverablesPart
from ui.proposals.desk import Desk
from ui.proposals.heading import ProposalHead
from ui.proposals.keeping import RecordPart
from ui.proposals.outline import RECORD, Outline
from ui.proposals.part import Part
from ui.proposals.price import PricePart
from ui.proposals.texts import TextPart
from ui.proposals.timeline import TimelinePart
from ui.publish.pages import Spot
from ui.publish.pane import PdfPane
from ui.widgets.banner import Banner
from ui.widgets.boxes import clear, frame, hbox, vbox
from ui.widgets.labels import Glyph, label

PDF = 416
ROOM = 1080
"""Under this width the PDF gives way to the editor; F4 shows it in place of the outline."""
FEW = 2
"""So many changes are named at the foot; the comparison has them all."""
LEAST = 440
"""The part may be made this narrow: the price then drops the words before its fields."""


class ProposalEditor(QWidget):
    """One proposal in work, or as it was sent."""

    shown = Signal()
    """Emitted when another state of the proposal is shown."""

    gone = Signal(object)
    """Emitted when the proposal cannot be read; carries the StudioError."""

    version_wished = Signal(int)
    """Emitted when another version is to be shown; carries its number, 0 for the newest."""

    verb_chosen = Signal(str)
    """Emitted when a button or menu asks for something: send, answer, new, compare ..."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.desk = Desk(context, self)
        self.proposal: Proposal | None = None
        self.paper: Paper | None = None
        self._record, self._no = 0, 0
        self._key = ""
        self._pdf_hidden: bool | None = None
        self._pdf_of = (0, False)
        self._parts: dict[str, Part] = {}
        self._build()
        self._connect()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = ProposalHead(self.context)
        self.outline = Outline()
        self.stack = QStackedWidget()
        self.stack.setMinimumWidth(LEAST)
        self._banners = vbox(None, gap=0)
        middle = frame("surface")
        column = vbox(middle, gap=0)
        column.addLayout(self._banners)
        for saver in self.desk.savers():
            column.addWidget(saver)
        column.addWidget(self.stack, 1)
        self.pdf = PdfPane(self.context, width=PDF)
        self._foot = self._made_foot()
        self.right = QWidget()
        vbox(self.right, self.pdf, self._foot, gap=0).setStretch(0, 1)
        self.right.setFixedWidth(PDF)
        body = frame(edge="top")
        row = hbox(body, self.outline, middle, self.right, gap=0)
        row.setStretch(1, 1)
        column = vbox(self, self.head, body, gap=0)
        column.setStretch(1, 1)

    def _made_foot(self) -> QWidget:
        foot = frame("window", "top")
        self._changed = label("", "small", "text2", wrap=True)
        self._changed.setMaximumHeight(48)
        self._changed.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = hbox(foot, margins=(14, 8, 14, 8), gap=8)
        row.addWidget(Glyph("git-diff", "text3"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._changed, 1)
        foot.hide()
        return foot

    def _connect(self) -> None:
        self.head.verb_chosen.connect(self.verb_chosen)
        self.head.version_wished.connect(self.version_wished)
        self.outline.part_chosen.connect(self.show_part)
        self.outline.finding_chosen.connect(self._on_finding)
        self.desk.part_wished.connect(self._on_part_wished)
        self.desk.stale.connect(self.reload)
        self.desk.locked_touched.connect(self._on_locked_touched)
        self.pdf.paper_read.connect(self._on_paper)
        self.pdf.clicked_at.connect(self._on_page_clicked)

    def _made_part(self, key: str) -> Part:
        own: dict[str, Callable[[Desk], Part]] = {
            "cover": CoverPart,
            "creators": CreatorsPart,
            "deliverables": DeliverablesPart,
            "timeline": TimelinePart,
            "price": PricePart,
            RECORD: RecordPart,
        }
        if key in own:
            return own[key](self.desk)
        return TextPart(self.desk, key, text(rules.PARTS[key]))

    def part(self, key: str) -> Part:
        """Return a part, built when it is first wanted."""
        if key not in self._parts:
            made = self._made_part(key)
            self._parts[key] = made
            self.stack.addWidget(made)
            if self.proposal is not None:
                made.show_proposal(self.proposal)
        return self._parts[key]

    @property
    def price(self) -> PricePart:
        """The price editor."""
        made = self.part("price")
        if not isinstance(made, PricePart):
            raise TypeError("the price has a part of its own")
        return made

    # -- reading --------------------------------------------------------------------------------

    def open(self, record: int, no: int = 0, part: str = "") -> None:
        """Show a proposal, its newest version unless another is named."""
        if record != self._record:
            self.paper = None
            self._key = part or "price"
        elif part:
            self._key = part
        self._record, self._no = record, no
        self.reload()

    def reload(self) -> None:
        """Read the proposal anew."""
        if self._record:
            query = proposals.one(self._record, self._no or None)
            self.context.tasks.ask(
                query, owner=self, then=self._on_read, failed=self._on_failed, slot="one"
            )

    def _on_failed(self, error: StudioError) -> None:
        if self._no:  # a version that was discarded: the newest is still there
            self._no = 0
            self.reload()
        else:
            self.gone.emit(error)

    def _on_read(self, proposal: Proposal) -> None:
        if proposal.id != self._record:
            return
        now = (proposal.shown.id, proposal.shown.editable)
        fresh, self._pdf_of = self._pdf_of != now, now
        self.proposal = proposal
        self.desk.put(proposal)
        self.head.show_proposal(proposal)
        self._show_banner(proposal)
        for part in self._parts.values():
            part.show_proposal(proposal)
        self.show_part(self._key)
        self._show_findings()
        self._show_pdf(fresh=fresh)
        self._ask_changes(proposal)
        self.shown.emit()

    def _show_banner(self, proposal: Proposal) -> None:
        clear(self._banners)
        version = proposal.shown
        if version.editable:
            return
        if version.no != proposal.newest:
            day = short_date(version.sent_on) if version.sent_on else ""
            banner = Banner(
                "locked",
                tr("Version {no}, as sent on {day}.").format(no=version.no, day=day),
                tr("Version {no} is the newest.").format(no=proposal.newest),
            )
            banner.add_button(tr("Show version {no}").format(no=proposal.newest)).clicked.connect(
                self._on_newest
            )
        else:
            banner = Banner("locked", tr("Sent and locked."), tr("Change it by a new version."))
            if not self.context.read_only:
                banner.add_button(tr("New version")).clicked.connect(self._on_new_version)
        self._banners.addWidget(banner)

    def _on_newest(self) -> None:
        self.version_wished.emit(0)

    def _on_new_version(self) -> None:
        self.verb_chosen.emit("new_version")

    def _on_locked_touched(self) -> None:
        """Typing into a locked record shows the band with the way out; it does not beep."""
        item = self._banners.itemAt(0)
        banner = item.widget() if item is not None else None
        if banner is not None:
            banner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_findings(self) -> None:
        if self.proposal is not None:
            found = list(self.proposal.shown.findings)
            self.outline.show_version(self.proposal.shown, [*found, *self._glyphs()])

    def _glyphs(self) -> list[Finding]:
        """Return what the document could not draw, as warnings."""
        paper = self.paper
        if paper is None or not paper.missing or self.proposal is None:
            return []
        if paper.key != f"proposal:{self._record}/{self.proposal.shown.no}":
            return []
        characters = " ".join(dict.fromkeys(one.character for one in paper.missing))
        return [rules.glyph_finding(characters, "cover")]

    # -- the PDF --------------------------------------------------------------------------------

    def _show_pdf(self, *, fresh: bool) -> None:
        proposal = self.proposal
        wanted = proposal is not None and self._pdf_wanted()
        if wanted and self.width() < ROOM:  # first, so that the window need not grow
            self.outline.hide()
        self.right.setVisible(wanted)
        self.outline.setVisible(not wanted or self.width() >= ROOM)
        if proposal is None or not wanted:
            return
        no = proposal.shown.no
        if proposal.shown.editable:
            query = publish.proposal(proposal.id, no)
            self.pdf.show_draft("proposal", f"proposal:{proposal.id}/{no}", query)
        elif fresh:
            self.pdf.show_paper(publish.proposal(proposal.id, no), tr("as sent"))
        if fresh:
            self._follow()

    def _pdf_wanted(self) -> bool:
        if self._pdf_hidden is not None:
            return not self._pdf_hidden
        return self.width() >= ROOM

    def _on_paper(self, paper: object) -> None:
        if isinstance(paper, Paper):
            self.paper = paper
            self.pdf.set_name(paper.file_name)
            self.pdf.set_mail(paper.letter.subject, paper.letter.to, paper.letter.body)
            self._show_findings()

    def _on_page_clicked(self, page: int, at: QPointF) -> None:
        """A click on the page goes to the line, or to the part that stands there."""
        self.pdf.look_at(page, at, self._on_looked)

    def _on_looked(self, spot: Spot) -> None:
        if self.proposal is None:
            return
        key = printed.part_of(spot.heading)
        if key == "price":
            found = printed.line_of(spot.words, self.proposal.shown.lines)
            self.show_part("price", follow=False)
            if found:
                self.price.grid.go_to(found)
                self.price.grid.setFocus()
        elif key:
            self.show_part(key, follow=False)

    def toggle_pdf(self) -> None:
        """Show or hide the PDF (F4)."""
        self._pdf_hidden = self._pdf_wanted()
        self._show_pdf(fresh=True)

    def resizeEvent(self, event: Any) -> None:
        """A narrow window leaves its room to the editor."""
        super().resizeEvent(event)
        narrow = self.width() < ROOM
        if self._pdf_hidden is None and self.right.isVisibleTo(self) != self._pdf_wanted():
            self._show_pdf(fresh=True)
        elif self.right.isVisibleTo(self):
            self.outline.setVisible(not narrow)

    # -- what changed ---------------------------------------------------------------------------

    def _ask_changes(self, proposal: Proposal) -> None:
        older = [one.no for one in proposal.versions if one.no < proposal.shown.no]
        self._foot.setVisible(bool(older))
        if older:
            query = proposals.changed(proposal.id, proposal.shown.no, older[-1])
            self.context.tasks.ask(query, owner=self, then=self._on_changes, slot="changes")

    def _on_changes(self, changes: list[Message]) -> None:
        if self.proposal is None:
            return
        older = max(one.no for one in self.proposal.versions if one.no < self.proposal.shown.no)
        if not changes:
            words = tr("Nothing changed since version {no}.").format(no=older)
        else:
            words = _changed_words(older, changes)
        self._changed.setText(words)

    def changed_words(self) -> str:
        """Return what is said about the version before."""
        return self._changed.text()

    # -- ways -----------------------------------------------------------------------------------

    def show_part(self, key: str, *, follow: bool = True) -> None:
        """Show a part between outline and PDF; the PDF goes to its page."""
        moved, self._key = key != self._key, key
        self.outline.select(key)
        self.stack.setCurrentWidget(self.part(key))
        if moved and follow:
            self._follow()

    def _follow(self) -> None:
        """Turn the PDF to the page of the part."""
        if self._key == "cover":
            self.pdf.go_to(1)
        else:
            self.pdf.go_to_words(*printed.titles_of(self._key))

    def part_key(self) -> str:
        """Return the part that is shown."""
        return self._key

    def current_part(self) -> Part:
        """Return the pane of the part that is shown."""
        return self.part(self._key)

    def _on_part_wished(self, key: str, row: int) -> None:
        self.show_part(key)
        self.part(key).go_to(row)

    def _on_finding(self, finding: object) -> None:
        """Go to the cause of a finding."""
        if not isinstance(finding, Finding):
            return
        self.show_part(finding.part)
        if finding.code == "schedule":
            self.price.show_schedule()
        elif finding.code == "validity":
            self.price.valid.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.part(finding.part).go_to(finding.row_id or 0)

    def go_to_finding(self, *, backwards: bool = False) -> None:
        """Go to the cause of the first (or last) finding."""
        if self.proposal is not None and self.proposal.shown.findings:
            found = self.proposal.shown.findings
            self._on_finding(found[-1] if backwards else found[0])

    def open_versions(self, place: QPoint) -> None:
        """Open the list of versions."""
        self.head.open_versions(place)

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        found: list[QWidget] = [self.head, self.outline, self.stack]
        return [*found, self.pdf] if self.right.isVisibleTo(self) else found


def _changed_words(older: int, changes: list[Message]) -> str:
    """Return the first changes in words, and how many more a comparison would show."""
    more = max(0, len(changes) - FEW) if len(changes) > FEW + 1 else 0
    what = "; ".join(text(one) for one in changes[: len(changes) - more])
    words = tr("Changed since version {no}: {what}").format(no=older, what=what)
    if more:
        words = tr("{words}; and {n} more").format(words=words, n=more)
    return words
