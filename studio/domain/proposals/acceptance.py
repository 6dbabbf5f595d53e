"""Accepting a proposal: what may be chosen, and what the contract then comes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studio.domain import pricing
from studio.domain.money import Money, share_out, zero
from studio.domain.proposals import states
from studio.domain.proposals.totals import amount, chosen_lines, sums
from studio.domain.proposals.values import Instalment, Line, Option, Version
from studio.errors import Invalid
from studio.text import Message


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """A line of the contract: its net after all discounts, and one net per piece it turns into."""

    line: Line
    net: Money
    pieces: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What an accepted choice comes to. `parts` are the instalments' nets; they sum to the net."""

    letters: str
    totals: pricing.Totals
    cost: Money
    lines: tuple[AcceptedLine, ...]
    parts: tuple[Money, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A client's yes: who, when, by what channel, and what proves it (a file or words)."""

    letters: str
    by: str
    on: date | None
    channel: str
    note: str = ""
    has_file: bool = False


def check_letters(options: Sequence[Option], letters: str) -> str:
    """Return the letters in the options' order; exactly one of each exclusive group is needed."""
    known = [option.letter for option in options]
    unknown = [letter for letter in letters if letter not in known]
    if unknown:
        raise _bad("letters", Message("There is no option {letter}.", letter=unknown[0]))
    for group in dict.fromkeys(option.group for option in options if not option.addon):
        members = [one.letter for one in options if one.group == group and not one.addon]
        chosen = [letter for letter in members if letter in letters]
        if not chosen:
            raise _bad("letters", Message("Choose one of {letters}.", letters=", ".join(members)))
        if len(chosen) > 1:
            raise _bad(
                "letters",
                Message(
                    "Only one of {letters} can be accepted; the others are alternatives.",
                    letters=", ".join(chosen),
                ),
            )
    return "".join(letter for letter in known if letter in letters)


def check_answer(
    state: str, valid_until: date | None, options: Sequence[Option], answer: Answer, today: date
) -> str:
    """Return the accepted letters, or raise Invalid naming all that stands in the way (SM-3)."""
    states.STATES.check(state, "accepted")
    refused: dict[str, Message] = {}
    letters = ""
    try:
        letters = check_letters(options, answer.letters)
    except Invalid as error:
        refused.update(error.fields)
    if not answer.by.strip():
        refused["answered_by"] = Message("Say who accepted it.")
    if not answer.channel:
        refused["answer_channel"] = Message("Say how the answer came.")
    if not answer.has_file and not answer.note.strip():
        refused["evidence"] = Message("Attach the answer, or quote it: a yes needs proof.")
    if answer.on is None:
        refused["answered_on"] = Message("A date is needed.")
    elif answer.on > today:
        refused["answered_on"] = Message("The answer cannot come from the future.")
    elif valid_until is not None and answer.on > valid_until:
        refused["answered_on"] = Message(
            "The prices held until {day}. Make a new version to renew them.", day=valid_until
        )
    if refused:
        raise Invalid(refused)
    return letters


def contract(version: Version, letters: str) -> Contract:
    """Return what the chosen options and add-ons come to, line by line and part by part."""
    letters = check_letters(version.options, letters)
    found = sums(version, letters)
    chosen = chosen_lines(version, letters)
    nets = _shared(found.totals.net, [amount(line, version.currency) for line in chosen])
    return Contract(
        letters,
        found.totals,
        found.cost,
        tuple(
            AcceptedLine(line, net, tuple(piece_prices(net, line.pieces)))
            for line, net in zip(chosen, nets, strict=True)
        ),
        tuple(part_nets(found.totals.net, version.instalments)),
        project_kind(chosen, version.currency),
    )


def part_nets(net: Money, instalments: Sequence[Instalment]) -> list[Money]:
    """Return each instalment's net; together they are the contract's net to the cent."""
    return pricing.instalments(net, [instalment.share for instalment in instalments])


def piece_prices(net: Money, pieces: int) -> list[Money]:
    """Share a line's net among the pieces it turns into."""
    return share_out(net, [1] * pieces) if pieces > 0 else []


def even_shares(count: int) -> list[Decimal]:
    """Return `count` shares that add up to one exactly, as equal as hundredths of a percent let."""
    return [Decimal(part.minor).scaleb(-4) for part in share_out(Money(10_000, "XXX"), [1] * count)]


_FAMILIES = {
    "live": "livestream",
    "long_video": "long_video",
    "image": "photo",
    "carousel": "photo",
    "image_set": "photo",
    "key_visual": "photo",
    "photo_carousel": "photo",
}
_SHOPS = frozenset({"taobao_live", "douyin", "kuaishou", "wechat_channels"})
_DOMINANT = Decimal("0.6")


def project_kind(lines: Sequence[Line], currency: str) -> str:
    """Return the kind of project that lines make: the one most of the price goes to, else mixed."""
    weight: dict[str, Decimal] = {}
    for line in lines:
        if line.format:
            kind = _family(line)
            value = amount(line, currency).decimal() or Decimal(line.pieces)
            weight[kind] = weight.get(kind, Decimal(0)) + value
    if not weight:
        return "mixed"
    best = max(weight, key=lambda kind: weight[kind])
    whole = sum(weight.values())
    return best if len(weight) == 1 or weight[best] >= _DOMINANT * whole else "mixed"


def _family(line: Line) -> str:
    if line.format == "live" and line.platform in _SHOPS:
        return "live_commerce"
    return _FAMILIES.get(line.format, "short_video")


def _shared(net: Money, amounts: Sequence[Money]) -> list[Money]:
    """Share the contract's net among its lines; without discount and tax these are the amounts."""
    weights = [part.minor for part in amounts]
    if not any(weights):
        return [zero(net.currency) for _ in amounts]
    return share_out(net, weights)


def _bad(field: str, message: Message) -> Invalid:
    return Invalid({field: message})
