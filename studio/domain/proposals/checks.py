"""What is looked at before a proposal is sent; blocks hold it back, warnings do not."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studio.domain.proposals.totals import amount, by_letter, line_margin
from studio.domain.proposals.values import Line, Version
from studio.domain.proposals.words import PARTS
from studio.errors import Invalid
from studio.text import Message, Named

BLOCK, WARN, OK = "block", "warn", "ok"
_ORDER = {BLOCK: 0, WARN: 1, OK: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check: what it says, the part of the outline and the row it is about."""

    code: str
    severity: str
    message: Message
    part: str
    row_id: int | None = None


def findings(version: Version, *, today: date, floor: Decimal) -> list[Finding]:
    """Return the result of each check, blocks first; `floor` is the lowest margin (share).

    Missing glyphs are found by whoever draws the document and join as warnings.
    """
    found: list[Finding] = []
    for check in _CHECKS:
        found += list(check(version, today, floor))
    return sorted(found, key=lambda finding: _ORDER[finding.severity])


def refuse_blocked(found: Iterable[Finding]) -> None:
    """Raise Invalid with the blocks among the findings, if there are any."""
    blocked = {one.code: one.message for one in found if one.severity == BLOCK}
    if blocked:
        raise Invalid(blocked)


def glyph_finding(characters: str, part: str) -> Finding:
    """Return the warning that some characters cannot be drawn and print as a box."""
    return Finding(
        "glyphs",
        WARN,
        Message("These characters print as □: {characters}", characters=characters),
        part if part in PARTS else "cover",
    )


_Check = Callable[[Version, date, Decimal], Iterator[Finding]]


def _options(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    empty = [
        option.letter
        for option in version.main
        if not any(option.letter in line.options for line in version.items)
    ]
    if not version.main:
        yield Finding("options", BLOCK, Message("There is no option to choose."), "price")
    elif empty:
        yield Finding(
            "options", BLOCK, Message("Option {letter} has no line.", letter=empty[0]), "price"
        )
    else:
        yield Finding("options", OK, Message("Every option has lines."), "price")


def _prices(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    open_lines = [line for line in version.items if not _is_priced(line, version.currency)]
    for line in open_lines:
        yield Finding(
            "prices",
            BLOCK,
            Message("{line} has no price. Enter one, or mark it as free.", line=_name(line)),
            "price",
            line.id,
        )
    if not open_lines:
        yield Finding("prices", OK, Message("Every line has a price."), "price")


def _is_priced(line: Line, currency: str) -> bool:
    return line.free or amount(line, currency).minor > 0


def _orphans(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    letters = {option.letter for option in version.options}
    lost = [line for line in version.items if not letters & set(line.options)]
    for line in lost:
        yield Finding(
            "orphans",
            WARN,
            Message("{line} is in no option and will not be offered.", line=_name(line)),
            "price",
            line.id,
        )
    if not lost:
        yield Finding("orphans", OK, Message("Every line belongs to an option."), "price")


def _addons(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    for addon in version.addons:
        own = any(addon.letter in line.options for line in version.items)
        if not own and not addon.price and not addon.percent:
            yield Finding(
                "addons",
                BLOCK,
                Message("The add-on {letter} has no price.", letter=addon.letter),
                "price",
            )


def _schedule(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    whole = sum((one.share for one in version.instalments), Decimal(0))
    if not version.instalments:
        yield Finding("schedule", BLOCK, Message("There is no payment schedule."), "price")
    elif whole != 1:
        yield Finding("schedule", BLOCK, schedule_message(whole), "price")
    else:
        yield Finding("schedule", OK, Message("The payment parts make 100%."), "price")


def schedule_message(whole: Decimal) -> Message:
    """Return what is wrong with payment parts that add up to `whole` (a share of one)."""
    percent, off = f"{(whole * 100).normalize():f}", f"{(abs(whole - 1) * 100).normalize():f}"
    if whole > 1:
        return Message(
            "The parts add up to {percent}%. Take {off}% off one of them.", percent=percent, off=off
        )
    return Message("The parts add up to {percent}%. {off}% is missing.", percent=percent, off=off)


def _part_dates(version: Version, today: date, _floor: Decimal) -> Iterator[Finding]:
    for one in version.instalments:
        if one.planned_on is not None and one.planned_on < today:
            yield Finding(
                "part_dates",
                WARN,
                Message(
                    "{part} is planned for {day}, which is over.",
                    part=Named(one.title, one.title_zh),
                    day=one.planned_on,
                ),
                "price",
                one.id,
            )  # fmt: skip


def _validity(version: Version, today: date, _floor: Decimal) -> Iterator[Finding]:
    until = version.valid_until
    if until is None:
        yield Finding("validity", BLOCK, Message("Say until when the prices hold."), "price")
    elif until < today:
        yield Finding(
            "validity", BLOCK, Message("The prices held until {day}, which is over.", day=until),
            "price",
        )  # fmt: skip
    else:
        yield Finding("validity", OK, Message("The prices hold until {day}.", day=until), "price")


def _option_margins(version: Version, _today: date, floor: Decimal) -> Iterator[Finding]:
    low = False
    for letter, found in by_letter(version).items():
        if found.cost and found.margin is not None and found.margin < floor:
            low = True
            yield Finding(
                "margin",
                WARN if version.override_reason.strip() else BLOCK,
                Message(
                    "Option {letter} at {margin}%, floor is {floor}%",
                    letter=letter,
                    margin=_percent(found.margin),
                    floor=_percent(floor),
                ),
                "price",
            )
    if not low:
        yield Finding("margin", OK, Message("Every option keeps the margin."), "price")


def _line_margins(version: Version, _today: date, floor: Decimal) -> Iterator[Finding]:
    for line in version.items:
        margin = line_margin(line, version.currency)
        if margin is not None and margin < floor:
            yield Finding(
                "line_margin",
                WARN,
                Message(
                    "{line} at {margin}%, floor is {floor}%",
                    line=_name(line),
                    margin=_percent(margin),
                    floor=_percent(floor),
                ),
                "price",
                line.id,
            )


def _consents(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    for consent in version.consents:
        if not consent.done:
            yield Finding(
                f"consent_{consent.key}",
                BLOCK,
                Message("Not ticked yet: {consent}", consent=Named(consent.text, consent.text_zh)),
                "creators",
            )
        else:
            yield Finding(
                f"consent_{consent.key}",
                OK,
                Message("Ticked: {consent}", consent=Named(consent.text, consent.text_zh)),
                "creators",
            )


def _languages(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    """A document in two languages wants each printed row in both."""
    wants_zh, wants_en = "zh" in version.language, "en" in version.language
    half = [
        line
        for line in version.lines
        if line.row in ("item", "heading")
        and ((wants_zh and not line.title_zh) or (wants_en and not line.title))
    ]
    if half:
        yield Finding(
            "languages",
            WARN,
            Message(
                "{count} rows are not in the document's language, such as {line}.",
                count=len(half),
                line=_name(half[0]),
            ),
            "price",
            half[0].id,
        )
    else:
        yield Finding("languages", OK, Message("Every row is in the document's language."), "price")


def _texts(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    for key in ("idea", "terms"):
        if not version.texts.get(key, "").strip():
            yield Finding(
                f"text_{key}", WARN, Message("{part} is still empty.", part=PARTS[key]), key
            )
        else:
            yield Finding(f"text_{key}", OK, Message("{part} is written.", part=PARTS[key]), key)


def _advised(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    for group in dict.fromkeys(option.group for option in version.main):
        members = [option for option in version.main if option.group == group]
        picked = sum(option.advised for option in members)
        if picked > 1:
            yield Finding("advised", WARN, Message("Only one option can be suggested."), "price")
        elif picked == 0 and len(members) > 1:
            yield Finding("advised", WARN, Message("No option is suggested."), "price")
        else:
            yield Finding("advised", OK, Message("One option is suggested."), "price")


def _tax(version: Version, _today: date, _floor: Decimal) -> Iterator[Finding]:
    if version.tax_mode in ("excl", "incl") and not version.tax_rate:
        yield Finding("tax", WARN, Message("The tax rate is 0%. Is that meant?"), "price")
    else:
        yield Finding("tax", OK, Message("The tax is set."), "price")


def _percent(share: Decimal) -> int:
    return int((share * 100).to_integral_value())


def _name(line: Line) -> Named:
    return Named(line.title or ("" if line.title_zh else line.kind), line.title_zh)


_CHECKS: tuple[_Check, ...] = (
    _consents, _options, _prices, _addons, _schedule, _validity, _option_margins, _line_margins,
    _orphans, _part_dates, _languages, _texts, _advised, _tax,
)  # fmt: skip
