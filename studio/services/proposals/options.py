"""Commands on options and add-ons."""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from sqlmodel import Session

from studio.domain import proposals as rules
from studio.errors import Invalid
from studio.persistence.tables.proposals import ProposalOption
from studio.services.operation import command, name_step
from studio.services.proposals.reading import editable, lines_of, options_of, part
from studio.services.studio.rows import put
from studio.text import Message


@command("Add option", right="proposals.edit")
def add_option(
    session: Session,
    version_id: int,
    values: Mapping[str, object] | None = None,
    *,
    addon: bool = False,
) -> int:
    """Add an option (or an add-on) under the next free letter and return its id.

    An option begins with the lines of the one before it; an add-on with none.
    """
    version = editable(session, version_id)
    known = options_of(session, version_id)
    clean = rules.check(rules.OPTION, values or {})
    letter = clean.pop("letter", None) or _free_letter(known)
    _refuse_taken(known, letter)
    defaults: dict[str, Any] = {"addon": addon, "group": "" if addon else "main"}
    option = ProposalOption(
        proposal_id=version.proposal_id,
        version_id=version_id,
        position=max((one.position for one in known), default=0) + 1,
        letter=letter,
        **{**defaults, **clean},
    )
    before = [one.letter for one in known if not one.addon and one.group == option.group]
    if not option.addon and before:
        for line in lines_of(session, version_id):
            if before[-1] in line.options:
                line.options = "".join(sorted({*line.options, letter}))
    session.add(option)
    session.flush()
    label = (
        Message("Add add-on {letter}", letter=letter)
        if option.addon
        else Message("Add option {letter}", letter=letter)
    )
    name_step(session, label)
    return option.key


def _free_letter(known: Sequence[ProposalOption]) -> str:
    taken = {option.letter for option in known}
    free = [letter for letter in ascii_uppercase if letter not in taken]
    if not free:
        raise Invalid({"letter": Message("All letters from A to Z are in use.")})
    return free[0]


def _refuse_taken(known: Sequence[ProposalOption], letter: str, own: int | None = None) -> None:
    if any(option.letter == letter and option.id != own for option in known):
        raise Invalid({"letter": Message("The letter {letter} is in use.", letter=letter)})


@command("Change option", right="proposals.edit")
def change_option(
    session: Session, option_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change an option; return its new version. Its lines follow a new letter.

    One option of a group is suggested: marking one takes the mark off the others. An add-on has
    a fixed price or a share of the chosen option, the one given last.
    """
    option = part(session, ProposalOption, option_id, version)
    clean = rules.check(rules.OPTION, values)
    known = options_of(session, option.version_id)
    if "letter" in clean:
        _refuse_taken(known, clean["letter"], option.key)
        _rename(session, option, clean["letter"])
    if clean.get("percent") is not None:
        clean["price"] = None
    elif clean.get("price") is not None:
        clean["percent"] = None
    if "addon" in clean:
        clean["group"] = "" if clean["addon"] else clean.get("group") or "main"
    put(option, clean)
    if clean.get("advised"):
        for other in known:
            if other.id != option.id and other.group == option.group and other.advised:
                other.advised = False
    name_step(session, Message("Change option {letter}", letter=option.letter))
    session.flush()
    return option.version


def _rename(session: Session, option: ProposalOption, letter: str) -> None:
    for line in lines_of(session, option.version_id):
        if option.letter in line.options:
            line.options = "".join(sorted({*line.options, letter} - {option.letter}))


@command("Remove option", right="proposals.edit")
def remove_option(session: Session, option_id: int, *, version: int) -> None:
    """Take an option out; its lines stay for the other options.

    The last option cannot go: there would be nothing to choose.
    """
    option = part(session, ProposalOption, option_id, version)
    left = [one for one in options_of(session, option.version_id) if one.id != option.id]
    if not option.addon and not any(not one.addon for one in left):
        raise Invalid({"letter": Message("A proposal needs at least one option.")})
    for line in lines_of(session, option.version_id):
        if option.letter in line.options:
            line.options = "".join(sorted(set(line.options) - {option.letter}))
    name_step(session, Message("Remove option {letter}", letter=option.letter))
    session.delete(option)
    session.flush()
