"""Who looked at personal data, in words."""

from collections.abc import Sequence
from datetime import date

from studio.services.talent.personal import Seen
from ui.language import moment, tr
from ui.talent import words
from ui.widgets.facts import HistoryRow


def rows(seen: Sequence[Seen], today: date, *, whose: bool = False) -> list[HistoryRow]:
    """Return looks as rows of a history; `whose` names the person whose data they were."""
    return [
        HistoryRow(moment(one.at, today), _said(one, whose=whose), words.named(one.person))
        for one in seen
    ]


def _said(one: Seen, *, whose: bool) -> str:
    done = {
        "export": tr("Exported everything"),
        "erase": tr("Erased"),
        "drop": tr("Dropped what was due"),
    }
    found = [done.get(one.what) or tr("Looked at {field}").format(field=words.field(one.what))]
    if whose:
        found.insert(0, words.named(one.talent))
    if one.abroad:
        found.append(tr("went abroad"))
    if one.reason and one.what in ("export", "erase"):
        found.append(one.reason)
    return tr(", ", "between facts").join(found)
