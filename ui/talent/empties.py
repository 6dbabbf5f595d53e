"""What stands where the roster has nothing to show."""

from ui.language import tr
from ui.listing.nothing import NothingFits, hides_most
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


def first(*buttons: Button) -> EmptyState:
    """Return what the roster is for, where nobody is on it yet."""
    return EmptyState(
        "talent",
        tr("Keep who stands before and behind the camera"),
        tr("Lines of a proposal and pieces of a project name people from here."),
        *buttons,
    )


def nobody_archived() -> EmptyState:
    """Return that nobody was taken off the lists."""
    return EmptyState("talent", tr("Nobody is archived"))


def hidden(left: dict[str, int], total: int) -> NothingFits:
    """Return which part of the filter hides most of `total`; `left` says how many each leaves."""
    names = {
        "text": tr("The typed text hides {n} of {total}."),
        "kinds": tr("The chosen kinds hide {n} of {total}."),
        "platforms": tr("The chosen platforms hide {n} of {total}."),
        "tiers": tr("The chosen tiers hide {n} of {total}."),
        "cities": tr("The chosen cities hide {n} of {total}."),
        "languages": tr("The chosen languages hide {n} of {total}."),
        "niches": tr("The chosen niches hide {n} of {total}."),
        "states": tr("The chosen steps of incubation hide {n} of {total}."),
        "free": tr("The chosen days hide {n} of {total}."),
        "format": tr("The chosen format hides {n} of {total}."),
        "price_to": tr("The price limit hides {n} of {total}."),
        "do_not_pitch": tr("Whether they may be pitched hides {n} of {total}."),
    }
    part = hides_most(left)
    words = names.get(part, tr("The filter hides everybody"))
    return NothingFits(part, words.format(n=total - left.get(part, 0), total=total))
