"""One of each part, for tests that hold for all of them."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt

from studio.domain.money import Money
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DateTimeField,
    LongTextField,
    MoneyField,
    MultiField,
    NumberField,
    PercentField,
    PickField,
    TextField,
)
from ui.forms.form import Form
from ui.language import tr
from ui.widgets.banner import KINDS, Banner
from ui.widgets.board import Board, BoardCard, BoardColumn, Line, Words
from ui.widgets.boxes import Splitter
from ui.widgets.buttons import (
    Button,
    MenuButton,
    Segment,
    Segments,
    icon_button,
    more_button,
)
from ui.widgets.cards import Card
from ui.widgets.checks import Check
from ui.widgets.chips import Badge, Chip, Meter, OutlineChip
from ui.widgets.choosing import FilterButton
from ui.widgets.dialogs import Dialog, ask_loss
from ui.widgets.empty import DRAWINGS, EmptyState
from ui.widgets.facts import Facts, HistoryList, HistoryRow
from ui.widgets.files import FileList, FileRow
from ui.widgets.header import HintRow, PageHeader, Toolbar
from ui.widgets.inspector import Inspector, Tab
from ui.widgets.labels import Avatar, ElidedLabel, Glyph, Swatch, key_cap, label, section_head
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField
from ui.widgets.waiting import Skeleton, Waiting

TODAY = date(2026, 11, 16)
CHOICES = [Choice("a", "Agency", fact="3"), Choice("b", "Brand 品牌", status="good", group="More")]


def no_source(_text, arrived):
    arrived([])


def inspector():
    made = Inspector()
    made.set_head("D-431", "Clip 31", "Short-video retainer", "p4")
    made.set_badges(Badge("B", "Bilibili"))
    made.set_chips(Chip("good", tr("Missing")), OutlineChip("Mid"))
    made.set_buttons(Button("Place hold", "primary"))
    made.set_tabs([Tab("a", "Profile"), Tab("b", "Bookings", 4)])
    made.section("Accounts", "November", tab="a").add(label("words", wrap=True))
    made.section("Other", tab="b").add(Meter(0.5, "50%"))
    made.set_foot(Button("Next"))
    return made


def board():
    made = Board([BoardColumn("new", "New", "neutral", "Paste here"), BoardColumn("won", "Won")])
    line = Line(Words("left"), Words("right", "bad"))
    foot = (Words("Ad", "good", glyph="check"),)
    made.set_cards("won", [BoardCard(1, "Two lines of a long title", "DY", (line,), foot)])
    return made


def form():
    made = Form(columns=2, ruled=True)
    for number, field in enumerate(fields()):
        made.add(f"f{number}", f"Field {number}", field, column=number % 2)
    return made


def fields():
    return [
        TextField(),
        LongTextField(),
        MoneyField("CNY"),
        DateField(TODAY),
        DateTimeField(TODAY),
        PercentField(),
        NumberField(),
        ChoiceField(CHOICES, none="None"),
        PickField(no_source),
        MultiField(CHOICES),
        CheckField("Yes"),
    ]


def filled_form():
    made = form()
    made.set_value(
        {"f0": "Acme", "f2": Money(100, "CNY"), "f3": TODAY, "f5": Decimal("0.5"), "f9": ("a",)}
    )
    made.show_errors({"f0": "Taken."})
    made.row("f2").set_state("missing")
    return made


def hint_row():
    made = HintRow("14 of 14", [("Space", "shortlist")])
    made.set_right("Followers read 15 Nov")
    return made


def facts():
    made = Facts(2)
    made.add("Client", "Maison <b>Ondine</b>")
    return made


def history():
    made = HistoryList()
    made.set_rows([HistoryRow("3 Nov, 10:14", "Sent by mail", "Lin Xiaoman")])
    return made


def file_list():
    made = FileList()
    made.set_rows([FileRow(1, "contract.pdf", "1.4 MB"), FileRow(2, "run.exe", "1 kB", risky=True)])
    return made


def dialog():
    made = Dialog("Issue PLCN-2026-0035", width=480)
    made.say("Nothing in it can be changed from then on.")
    made.freeze(["The number", "3 lines"], "What freezes")
    made.set_primary("Issue PLCN-2026-0035")
    made.set_problem("No tax number.")
    return made


def header():
    made = PageHeader("Invoices", "2 open, 1 overdue")
    made.set_chip("neutral", "Draft")
    made.add(Button("New", "primary", "plus"))
    return made


PARTS = {
    "avatar": lambda: Avatar("LX", "p1"),
    "badge": lambda: Badge("XHS", "Xiaohongshu"),
    "board": board,
    "button": lambda: Button("Send & close", icon="paper-plane-tilt"),
    "card": lambda: Card("Active projects", "5", Button("All", "link", height=26)),
    "check": lambda: Check("Leave names out", checked=True),
    "chip": lambda: Chip("bad", "Overdue 32 d"),
    "danger": lambda: Button("Erase", "danger"),
    "dialog": dialog,
    "elided": lambda: ElidedLabel("a long line that has to give way"),
    "facts": facts,
    "files": file_list,
    "filter": lambda: FilterButton("Any tier", CHOICES, multi=True),
    "form": filled_form,
    "glyph": lambda: Glyph("clock", "wait"),
    "header": header,
    "hint": hint_row,
    "history": history,
    "icon_button": lambda: icon_button("bell", "Notices"),
    "inspector": inspector,
    "key": lambda: key_cap("Ctrl K"),
    "label": lambda: label("<b>words</b>", "page"),
    "loss": lambda: ask_loss(None, "Erase", "It goes.", ["All of it"], "Erase"),
    "menu": lambda: MenuButton("Templates"),
    "meter": lambda: Meter(0.93, "93%"),
    "more": lambda: more_button("More"),
    "outline": lambda: OutlineChip("Mid"),
    "search": lambda: SearchField("Search clients", "Ctrl F"),
    "section": lambda: section_head("Rate card", "November"),
    "segments": lambda: Segments([Segment("a", "All"), Segment("b", "Mine", "user")]),
    "skeleton": Skeleton,
    "splitter": lambda: Splitter(Qt.Orientation.Horizontal, label("a"), label("b")),
    "swatch": lambda: Swatch("p2"),
    "toolbar": lambda: Toolbar(Button("Filter", height=26)),
    "waiting": lambda: Waiting(label("content")),
    **{f"banner_{kind}": lambda kind=kind: Banner(kind, "Bold.", "Plain.") for kind in KINDS},
    **{f"empty_{kind}": lambda kind=kind: EmptyState(kind, "T", "S") for kind in DRAWINGS},
}
