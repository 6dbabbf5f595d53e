"""Published figures to set beside our own: what is usual, of which year, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studio.domain import rulefiles
from studio.text import Message, Named


@dataclass(frozen=True, slots=True)
class Published:
    """One published range: of `engagement` or `viral` (shares), `cpm`, `cpe`, `cpr` or `price`.

    It is said of accounts on `platforms` with from `least` to under `below` followers, the bands
    the survey itself uses. Amounts are major units of `currency`.
    """

    name: Named
    measure: str
    platforms: tuple[str, ...]
    least: int
    below: int | None
    low: Decimal
    high: Decimal | None
    currency: str
    year: str
    source: Named
    note: Named
    confidence: str


def figures(on: date) -> tuple[Published, ...]:
    """Return the published figures in force on a day, in their file's order."""
    return tuple(
        Published(
            Named(rule.name, rule.name_zh),
            str(rule.value["measure"]),
            tuple(rule.value["platforms"]),
            int(rule.value.get("least", 0)),
            rule.value.get("below"),
            Decimal(rule.value["low"]),
            Decimal(rule.value["high"]) if "high" in rule.value else None,
            str(rule.value.get("currency", "")),
            str(rule.value["year"]),
            Named(rule.source, str(rule.value.get("source_zh", ""))),
            Named(str(rule.value.get("note", "")), str(rule.value.get("note_zh", ""))),
            rule.confidence,
        )
        for rule in rulefiles.read("benchmarks")
        if rule.holds(on)
    )


def fitting(
    found: Sequence[Published], measure: str, platform: str, followers: int
) -> list[Published]:
    """Return the figures that speak of such an account."""
    return [
        one
        for one in found
        if one.measure == measure
        and platform in one.platforms
        and one.least <= followers
        and (one.below is None or followers < one.below)
    ]


def said(one: Published) -> Message:
    """Return a figure in words: the range, the year and who says so."""
    ends = span(one)
    if one.note.en:
        return Message(
            "published: {range}, {note} ({year}, {source})",
            range=ends, note=one.note, year=one.year, source=one.source,
        )  # fmt: skip
    return Message(
        "published: {range} ({year}, {source})", range=ends, year=one.year, source=one.source
    )


def span(one: Published) -> str:
    """Return the range of a figure: "3.0-5.5 %" or "10-25 USD"."""
    if one.measure in ("engagement", "viral"):
        low, high = one.low * 100, None if one.high is None else one.high * 100
        shown = _ends(low.normalize(), None if high is None else high.normalize())
        return f"{shown} %"
    return f"{_ends(one.low, one.high)} {one.currency}"


def _ends(low: Decimal, high: Decimal | None) -> str:
    if high is None:
        return f"{low:,f}+"
    if not low:
        return f"< {high:,f}"
    return f"{low:,f}–{high:,f}" if low != high else f"{low:,f}"
