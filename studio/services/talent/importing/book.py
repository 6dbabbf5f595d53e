"""The accounts of the roster: which one a row of a table means, and whose it is."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.names import name_keys
from studio.domain.talent.accounts import handle_key
from studio.domain.talent.importing import Line
from studio.persistence.tables.accounts import SocialAccount
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.text import Message, Named


class Book:
    """Finds the account that a row means."""

    def __init__(self) -> None:
        self.handles: dict[tuple[str, str], int] = {}
        self.uids: dict[tuple[str, str], int] = {}
        self.anywhere: dict[str, list[int]] = defaultdict(list)
        self.named: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.owners: dict[tuple[str, str], Named] = {}

    @classmethod
    def load(cls, session: Session) -> "Book":
        """Read every account."""
        book = cls()
        names = ("id", "platform", "handle_key", "uid")
        rows = session.execute(
            select(*columns(SocialAccount, *names), *columns(Talent, "name", "name_zh")).join(
                Talent, col(Talent.id) == col(SocialAccount.talent_id)
            )
        )
        for key, platform, handle, uid, name, name_zh in rows:
            book.handles[platform, handle] = key
            book.owners[platform, handle] = Named(name, name_zh)
            book.anywhere[handle].append(key)
            if uid:
                book.uids[platform, uid] = key
                book.anywhere[uid].append(key)
            for called in {name, name_zh} - {""}:
                for place in (platform, ""):
                    book.named[place, folded(called)].append(key)
        return book

    def owner_other_than(self, account: tuple[str, str], line: Line) -> Named | None:
        """Return whose an account is where a row gives it to somebody else; None where it fits.

        Half a name fits, and any name by its sound; a row without a name says nothing else.
        """
        owner = self.owners[account]
        said = [str(line.words.get(name) or "") for name in ("name", "name_zh")]
        given, held = {folded(name) for name in said} - {""}, {folded(owner.en)}
        held = (held | {folded(owner.zh)}) - {""}
        halves = any(one in other or other in one for one in given for other in held)
        if not given or halves or account[1] in given:
            return None
        return None if set(name_keys(*said)) & set(name_keys(owner.en, owner.zh)) else owner

    def find(self, line: Line) -> int | Message:
        """Return the account's id, or why there is none."""
        handle = handle_key(line.handle) if line.handle else ""
        for held, key in ((self.uids, line.uid), (self.handles, handle)):
            if key and line.platform and (line.platform, key) in held:
                return held[line.platform, key]
        found: Sequence[int] = ()
        if not line.platform and (handle or line.uid):
            found = self.anywhere.get(handle) or self.anywhere.get(line.uid) or ()
        elif not handle and not line.uid:
            found = self.named.get((line.platform, folded(line.name)), ())
        if len(found) == 1:
            return found[0]
        typed = line.handle or line.uid or line.name
        if len(found) > 1:
            return Message("{name} has several accounts. Say on which platform.", name=typed)
        return Message("No account {name} is on the roster.", name=typed)


def folded(name: str) -> str:
    """Return a name as it is compared: without case and spaces."""
    return "".join(name.casefold().split())
