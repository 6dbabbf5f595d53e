"""Words of shortlists: parts and filters by name, tiers, followers, choices of the fields."""

from decimal import Decimal

from studio.domain import countries, rulefiles, shortlisting
from studio.domain.money import Money
from studio.domain.names import pick
from studio.domain.platforms import FORMATS, PLATFORMS, format_name, platform_name
from studio.domain.shortlisting import Group, Part
from studio.services.shortlists import AskedPiece, MatchRow
from studio.text import Message
from ui.language import language, money, text, tr
from ui.widgets.picks import Choice


def part_name(code: str) -> str:
    """Return the name of a part of the score."""
    for rule in rulefiles.read("matching"):
        if rule.key == code:
            return pick(rule.name, rule.name_zh, language())
    return code


def filter_name(code: str) -> str:
    """Return the name of a filter."""
    return text(shortlisting.LABELS[code])


def tier_name(code: str) -> str:
    """Return a tier's name; an unknown one as it is."""
    for rule in rulefiles.read("tiers"):
        if rule.key == code:
            return pick(rule.name, rule.name_zh, language())
    return code


def tier_choices() -> list[Choice]:
    """Return the tiers, the highest first."""
    return [Choice(rule.key, tier_name(rule.key)) for rule in rulefiles.read("tiers")]


def platform_choices() -> list[Choice]:
    """Return the platforms."""
    return [
        Choice(code, pick(one.name, one.name_zh, language()), badge=one.badge)
        for code, one in PLATFORMS.items()
    ]


def format_choices() -> list[Choice]:
    """Return the formats."""
    return [Choice(code, pick(one.name, one.name_zh, language())) for code, one in FORMATS.items()]


def language_choices() -> list[Choice]:
    """Return the languages people speak on camera."""
    return [
        Choice("zh", tr("Chinese")),
        Choice("en", tr("English")),
        Choice("fr", tr("French")),
        Choice("de", tr("German")),
        Choice("it", tr("Italian")),
        Choice("es", tr("Spanish")),
        Choice("pt", tr("Portuguese")),
        Choice("ja", tr("Japanese")),
        Choice("ko", tr("Korean")),
    ]


def group_choices() -> list[Choice]:
    """Return the audience groups that are usually asked for."""
    known = [Group("gender", "female"), Group("gender", "male")]
    known += [Group("age", code) for code in shortlisting.AGES]
    known += [
        Group("region", code) for code in ("CN", "GB", "US", "DE", "FR", "IT", "ES", "JP", "SG")
    ]
    return [Choice((one.kind, one.code), group_words(one)) for one in known]


def group_words(group: Group) -> str:
    """Return the name of an audience group."""
    if group.kind == "region":
        return countries.name(group.code, language())
    return text(shortlisting.group_label(group))


def followers(count: int | None) -> str:
    """Return followers in short: 52.3 k, 1.38 m; 5.2 万 in Chinese."""
    if count is None:
        return tr("not read")
    if language() == "zh":
        if count >= 10_000:
            return f"{_short(count, 10_000)} 万"
        return f"{count:,}"
    if count >= 1_000_000:
        return f"{_short(count, 1_000_000)} m"
    return f"{_short(count, 1_000)} k" if count >= 1_000 else f"{count:,}"


def _short(count: int, unit: int) -> str:
    value = Decimal(count) / unit
    places = 2 if value < 10 else 1 if value < 100 else 0
    shown = f"{value:.{places}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def whole(value: Money) -> str:
    """Return an amount without its cents where there are none."""
    shown = money(value)
    return shown[:-3] if shown.endswith(".00") else shown


def score(tenths: int) -> str:
    """Return a score with its decimal: 68.0."""
    return f"{tenths / 10:.1f}"


def value(part: Part) -> str:
    """Return the value of a part: 0.80, or that it is not known."""
    return tr("not known") if part.value is None else f"{part.value / 100:.2f}"


def points(part: Part) -> str:
    """Return what a part adds: weight times value."""
    return f"{part.points / 100:.2f}"


def total(row: MatchRow) -> str:
    """Return the last line of the sum: points, weights and the score."""
    points = sum(part.points for part in row.parts) / 100
    return tr("{points} of {weights} points = {score} of 100").format(
        points=f"{points:.2f}",
        weights=sum(part.weight for part in row.parts),
        score=score(row.score),
    )


def piece_words(piece: AskedPiece) -> str:
    """Return a piece of a brief: "6 × Douyin Short video, Micro, up to ¥15,000"."""
    shown = tr("{n} × {platform} {piece}").format(
        n=piece.quantity,
        platform=platform_name(piece.platform, language()),
        piece=format_name(piece.platform, piece.format, language()),
    )
    facts = [shown]
    if piece.tier:
        facts.append(tier_name(piece.tier))
    if piece.ceiling is not None:
        facts.append(tr("up to {price}").format(price=whole(piece.ceiling)))
    return tr(", ", "between facts").join(facts)


def left_out(codes: tuple[str, ...]) -> str:
    """Return what would keep somebody off the list: "Left out by: Platform, City"."""
    names = tr(", ", "between facts").join(filter_name(code) for code in codes)
    return tr("Left out by: {filters}").format(filters=names)


def reasons(parts: tuple[Message, ...]) -> str:
    """Return reasons in one line."""
    return tr("; ", "between reasons").join(text(one) for one in parts)
