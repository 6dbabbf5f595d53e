"""Scouting: somebody found is kept with the account they were found by, and put on the board."""

from collections.abc import Mapping

from sqlmodel import Session

from studio.domain.names import pick
from studio.domain.talent.importing import Plan, Report
from studio.services import talent
from studio.services.incubation.commands import begin, begin_all
from studio.services.operation import command, name_step
from studio.services.talent import importing
from studio.services.talent.importing import Brought
from studio.services.talent.sheets import Sheet
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


@command("Scout a list", right="talent.edit")
def scout_list(
    session: Session,
    sheet: Sheet,
    plan: Plan,
    *,
    source: str = "",
    good_rows: bool = False,
    report: Report | None = None,
) -> Brought:
    """Keep the people of a table and put those who are new on the board, all as one step.

    Whoever of it is on the roster already gets the table's reading and stays where they are.
    """
    done = importing.bring_talent(session, sheet, plan, good_rows=good_rows, report=report)
    begin_all(done.talent_ids, source=source or sheet.name).call(session)
    name_step(session, Message("Scout {count} people", count=len(done.talent_ids)))
    return done
