"""What changed between two versions of a proposal, in words."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from studio.domain.proposals.totals import by_letter
from studio.domain.proposals.values import Instalment, Line, Option, Version
from studio.domain.proposals.words import PARTS
from studio.domain.typed import number_out, percent_out
from studio.text import Message, Named

_Kept = TypeVar("_Kept")


def changes(old: Version, new: Version) -> list[Message]:
    """Return what is different in the newer version, the price first; empty when nothing is."""
    found = [*_terms(old, new), *_options(old, new), *_lines(old, new), *_parts(old, new)]
    return [*found, *_creators(old, new), *_texts(old, new)]


def _terms(old: Version, new: Version) -> Iterator[Message]:
    if old.currency != new.currency:
        yield Message(
            "The currency is {after}, was {before}", after=new.currency, before=old.currency
        )
    if old.valid_until != new.valid_until:
        if old.valid_until is None or new.valid_until is None:
            yield Message("How long the prices hold")
        else:
            yield Message(
                "The prices hold until {after}, were until {before}",
                after=new.valid_until,
                before=old.valid_until,
            )
    if old.discount != new.discount:
        yield Message(
            "The discount is {after}, was {before}",
            after=percent_out(new.discount),
            before=percent_out(old.discount),
        )
    if (old.tax_mode, old.tax_rate) != (new.tax_mode, new.tax_rate):
        yield Message("The tax")
    if old.language != new.language:
        yield Message("The language of the document")


def _options(old: Version, new: Version) -> Iterator[Message]:
    before = {option.letter: option for option in old.options}
    after = {option.letter: option for option in new.options}
    for letter in sorted(before.keys() - after.keys()):
        yield Message("Option {letter} taken out", letter=letter)
    for letter in sorted(after.keys() - before.keys()):
        yield Message("Option {letter} added", letter=letter)
    for letter in sorted(before.keys() & after.keys()):
        if _without_id(before[letter]) != _without_id(after[letter]):
            yield Message("The words or terms of option {letter}", letter=letter)
    if old.currency != new.currency:
        return
    sums_before, sums_after = by_letter(old), by_letter(new)
    for letter in (letter for letter in sums_after if letter in sums_before):
        net_before, net_after = sums_before[letter].totals.net, sums_after[letter].totals.net
        if net_before != net_after:
            yield Message(
                "Option {letter}: {after}, was {before}",
                letter=letter,
                after=net_after,
                before=net_before,
            )


def _without_id(option: Option) -> tuple[object, ...]:
    return (
        option.title,
        option.title_zh,
        option.group,
        option.addon,
        option.advised,
        option.percent,
        option.price,
    )


def _lines(old: Version, new: Version) -> Iterator[Message]:
    kept, gone, fresh = _matched(old.items, new.items, lambda line: (line.title, line.title_zh))
    renamed, gone, fresh = _matched(
        gone, fresh, lambda line: (line.kind, line.price, line.quantity, line.options)
    )
    for before, after in renamed:
        yield Message("{before} is now called {after}", before=_name(before), after=_name(after))
    for line in gone:
        yield Message("{line} taken out", line=_name(line))
    for line in fresh:
        yield Message("{line} added", line=_name(line))
    for before, after in (*kept, *renamed):
        yield from _line(before, after)


def _line(before: Line, after: Line) -> Iterator[Message]:
    name = _name(after)
    if before.quantity != after.quantity:
        yield Message(
            "{line}: quantity {after}, was {before}",
            line=name,
            after=number_out(after.quantity),
            before=number_out(before.quantity),
        )
    if before.price != after.price and before.price is not None and after.price is not None:
        yield Message(
            "{line}: price {after}, was {before}", line=name, after=after.price, before=before.price
        )
    elif before.price != after.price or before.free != after.free:
        yield Message("{line}: the price", line=name)
    if before.discount != after.discount:
        yield Message(
            "{line}: discount {after}, was {before}",
            line=name,
            after=percent_out(after.discount),
            before=percent_out(before.discount),
        )
    if sorted(before.options) != sorted(after.options):
        yield Message(
            "{line}: in options {after}, was in {before}",
            line=name,
            after=", ".join(after.options) or "-",
            before=", ".join(before.options) or "-",
        )
    if (before.detail, before.unit) != (after.detail, after.unit):
        yield Message("{line}: the description", line=name)


def _name(line: Line) -> Named:
    return Named(line.title or ("" if line.title_zh else line.kind), line.title_zh)


def _parts(old: Version, new: Version) -> Iterator[Message]:
    kept, gone, fresh = _matched(
        old.instalments, new.instalments, lambda part: (part.title, part.title_zh)
    )
    if gone or fresh:
        yield Message("The parts of the payment")
        return
    dates = sum(before.planned_on != after.planned_on for before, after in kept)
    if dates == 1:
        yield Message("The planned date of one payment part")
    elif dates:
        yield Message("The planned dates of {count} payment parts", count=dates)
    if any(before.share != after.share for before, after in kept):
        yield Message("How the payment is split")
    if any(_when(before) != _when(after) for before, after in kept):
        yield Message("When payment parts are due")


def _when(part: Instalment) -> tuple[str, str, int]:
    return part.trigger, part.terms_kind, part.terms_days


def _creators(old: Version, new: Version) -> Iterator[Message]:
    for name in old.creators:
        if name not in new.creators:
            yield Message("{creator} no longer proposed", creator=name)
    for name in new.creators:
        if name not in old.creators:
            yield Message("{creator} proposed", creator=name)


def _texts(old: Version, new: Version) -> Iterator[Message]:
    for key, label in PARTS.items():
        if key == "creators" and old.creators != new.creators:
            continue  # said already, by name
        before, after = old.texts.get(key, "").strip(), new.texts.get(key, "").strip()
        if before != after:
            yield Message("The text of {part}", part=label)


def _matched(
    old: Sequence[_Kept], new: Sequence[_Kept], key: Callable[[_Kept], object]
) -> tuple[list[tuple[_Kept, _Kept]], list[_Kept], list[_Kept]]:
    """Pair what has the same key in both, in order; return the pairs, what is gone, what is new."""
    left = list(old)
    pairs, fresh = [], []
    for after in new:
        at = next((at for at, before in enumerate(left) if key(before) == key(after)), None)
        if at is None:
            fresh.append(after)
        else:
            pairs.append((left.pop(at), after))
    return pairs, left, fresh
