"""Scouting: somebody found is kept with the account they were found by, and put on the board."""

from collections.abc import Mapping

from sqlmodel import Session

from studio.domain.names import pick
from studio.services import talent
from studio.services.incubation.commands import begin
from studio.services.operation import command, name_step
from studio.text import Message

PERSON = ("name", "name_zh", "kind", "city", "note")


@command("Scout", right="talent.edit")
def scout(session: Session, values: Mapping[str, object]) -> int:
    """Keep somebody who was found, as scouted; return their id.

    With platform and handle the account is kept too, with `followers` as today's reading. An
    account that is somebody's already is refused, saying whose it is.
    """
    given = {name: values[name] for name in PERSON if values.get(name)}
    niche = str(values.get("niche") or "")
    if niche:
        given["niches"] = [niche]
    key = talent.create(given).call(session)
    if values.get("platform") or values.get("handle"):
        account = talent.add_account(
            key, {"platform": values.get("platform") or "", "handle": values.get("handle") or ""}
        ).call(session)
        if values.get("followers") not in (None, ""):
            talent.read(account, {"followers": values["followers"]}).call(session)
    begin(key, source=str(values.get("source") or ""), niche=niche).call(session)
    name = pick(str(values.get("name") or ""), str(values.get("name_zh") or ""), "en")
    name_step(session, Message("Scout {name}", name=name))
    return key
