"""The demo studio's holiday science box, as values that tests change."""

from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.proposals import Instalment, Line, Option, Version
from studio.text import Named

TODAY = date(2026, 11, 16)


def usd(amount):
    return Money(int(Decimal(str(amount)) * 100), "USD")


def line(title, options, quantity, price, cost, **more):
    return Line(
        title=title,
        options=options,
        quantity=Decimal(quantity),
        price=usd(price),
        cost=usd(cost),
        **more,
    )


LINES = (
    Line(row="heading", title="Film"),
    line("Long video", "ABC", 1, 9800, 6000, kind="creator_fee", platform="youtube",
         format="long_video", pieces=1),
    line("Shorts", "ABC", 3, 900, 900, platform="youtube", format="short_video", pieces=3),
    line("Motion graphics", "ABC", 2, 600, 900, unit="day", id=4),
    line("Production management", "ABC", 1, 800, 500),
    Line(row="subtotal", title="Film, subtotal"),
    Line(row="heading", title="Reels"),
    line("Reels", "BC", 6, 850, 2520, platform="instagram", format="reel", pieces=6),
    line("Captions", "BC", 1, 200, 80),
    Line(row="note", title="One experiment each"),
    Line(row="heading", title="Usage"),
    line("Paid usage, US", "C", 1, 4800, 2400, kind="usage"),
)  # fmt: skip
OPTIONS = (
    Option(letter="A", title="Film"),
    Option(letter="B", title="Film and reels", advised=True),
    Option(letter="C", title="With paid usage"),
    Option(letter="R", title="Rush delivery", addon=True, percent=Decimal("0.25")),
)
PARTS = (
    Instalment(title="On acceptance", share=Decimal("0.5"), terms_kind="on_receipt"),
    Instalment(
        title="First cut", trigger="draft", share=Decimal("0.3"), planned_on=date(2026, 12, 9)
    ),
    Instalment(
        title="Last piece",
        trigger="publication",
        share=Decimal("0.2"),
        planned_on=date(2026, 12, 18),
        id=3,
    ),
)


def science_box(**changed):
    values = {
        "currency": "USD",
        "no": 3,
        "tax_mode": "none",
        "valid_until": date(2026, 11, 30),
        "options": OPTIONS,
        "lines": LINES,
        "instalments": PARTS,
        "creators": (Named("Theo Marsh", "西奥"), Named("Jonas Bright", "乔纳斯")),
        "texts": {"idea": "We open the box.", "terms": "Two rounds."},
    }
    return Version(**(values | changed))
