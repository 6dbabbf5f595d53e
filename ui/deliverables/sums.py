"""What is said of all pieces, and of a week: how many, out, late, due today."""

from decimal import Decimal

from studio.services.deliverables import Counts, Week
from ui.language import percent, tr, trn


def facts_of(counts: Counts) -> str:
    """Return how many pieces are open and late, for the head of the page."""
    facts = [tr("{n} open", "pieces").format(n=counts.open)]
    facts += [tr("{n} late").format(n=counts.late)] if counts.late else []
    return _joined(facts) if counts.total else ""


def all_of(counts: Counts) -> str:
    """Return what is said of all pieces under a week: how many, published, late, due today."""
    if not counts.total:
        return ""
    share = percent(_share(counts.out, counts.total))
    facts = [
        trn("{n} piece", "{n} pieces", counts.total),
        tr("{n} published ({share})").format(n=counts.out, share=share),
    ]
    facts += [tr("{n} late").format(n=counts.late)] if counts.late else []
    facts += [tr("{n} due today").format(n=counts.today)] if counts.today else []
    return _joined(facts)


def week_facts(week: Week) -> str:
    """Return what is said of a week: planned, out with its share, late."""
    number = week.start.isocalendar().week
    if not week.planned and not week.late:
        return tr("Week {n}: nothing planned").format(n=number)
    facts = [tr("{n} planned").format(n=week.planned), tr("{n} out").format(n=week.out)]
    if week.planned:
        share = percent(_share(week.out, week.planned))
        facts[1] = tr("{n} out ({share})").format(n=week.out, share=share)
    facts += [tr("{n} late").format(n=week.late)] if week.late else []
    return tr("Week {n}: {facts}").format(n=number, facts=_joined(facts))


def _share(part: int, whole: int) -> Decimal:
    """Return a share to the whole per cent, half up."""
    return Decimal((200 * part + whole) // (2 * whole)) / 100


def _joined(facts: list[str]) -> str:
    return tr(", ", "between facts").join(facts)
