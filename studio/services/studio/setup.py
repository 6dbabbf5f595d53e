"""First run: the studio, its first company, its numbers and its owner, in one step."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, select

from studio.domain.clients import check_tax_no, propose_code
from studio.domain.gates import Gate, cleaned, whole, words
from studio.domain.numbering import LARGEST
from studio.domain.studio import COMPANY_GATES, GATES, fiscal_pattern
from studio.errors import Conflict, Invalid
from studio.persistence.tables.studio import Person, Studio
from studio.services import numbers
from studio.services.operation import command, name_step, today
from studio.services.studio.companies import make_company
from studio.services.studio.people import OWNER
from studio.text import Message

_STUDIO = ("name", "name_zh", "language", "currency")
_COMPANY = ("legal_name", "legal_name_zh", "country", "address", "address_zh", "tax_no", "code")

SETUP_GATES: Mapping[str, Gate] = MappingProxyType(
    {
        **{name: GATES[name] for name in _STUDIO},
        **{name: COMPANY_GATES[name] for name in _COMPANY},
        "invoice_pattern": fiscal_pattern,
        "first_invoice": whole(1, LARGEST),
        "owner": words(120),
        "owner_zh": words(120),
    }
)


@command("Set up the studio", undo=False)
def set_up(session: Session, values: Mapping[str, object]) -> int:
    """Make the studio with its owner and first company; return the owner's id.

    Keys of `values`: name, name_zh, language, currency; country, legal_name, legal_name_zh,
    address, address_zh, tax_no, code; invoice_pattern, first_invoice; owner, owner_zh. Needed are
    a name, a country and the owner; the rest is proposed. Refused where a studio is set up.
    """
    if session.exec(select(Studio.id)).first() is not None:
        raise Conflict(Message("This studio is already set up."))
    clean = _complete(_checked({"country": "", **values}))
    session.add(Studio(**{name: clean[name] for name in _STUDIO}))
    owner = Person(name=clean["owner"], name_zh=clean["owner_zh"], roles=[OWNER])
    session.add(owner)
    session.flush()
    company = make_company(session, _of_company(clean))
    numbers.begin_with(
        session,
        "invoice",
        first=clean["first_invoice"],
        day=today(session),
        entity_id=company.key,
    )
    name_step(session, Message("Set up {name}", name=clean["name"] or clean["name_zh"]))
    return owner.key


def proposed_pattern(name: str, name_zh: str = "") -> str:
    """Return the invoice number pattern proposed for a studio's name."""
    return f"{propose_code(name, name_zh, ())}-{{YYYY}}-{{SEQ:4}}"


def _checked(values: Mapping[str, object]) -> dict[str, Any]:
    """Return clean values; refuse all that is wrong or missing at once."""
    wrong: dict[str, Message] = {}
    clean: dict[str, Any] = {}
    try:
        clean = cleaned(SETUP_GATES, values)
    except Invalid as refused:
        wrong |= refused.fields
    for first, second in (("name", "name_zh"), ("owner", "owner_zh")):
        given = {str(values.get(name) or "").strip() for name in (first, second)}
        if given == {""}:
            wrong.setdefault(first, Message("A name is needed, in either language."))
    try:
        check_tax_no(str(values.get("tax_no") or ""), str(values.get("country") or ""))
    except Invalid as refused:
        wrong |= refused.fields
    if wrong:
        raise Invalid(wrong)
    return clean


def _complete(clean: Mapping[str, Any]) -> dict[str, Any]:
    """Propose what was left out."""
    defaults = {"language": "en", "currency": "CNY", "first_invoice": 1}
    blank = dict.fromkeys((*_STUDIO, *_COMPANY, "invoice_pattern", "owner", "owner_zh"), "")
    whole_set = {**blank, **defaults, **clean}
    if not whole_set["legal_name"] and not whole_set["legal_name_zh"]:
        whole_set |= {"legal_name": whole_set["name"], "legal_name_zh": whole_set["name_zh"]}
    if not whole_set["code"]:
        whole_set["code"] = propose_code(whole_set["name"], whole_set["name_zh"], ())
    return whole_set


def _of_company(clean: Mapping[str, Any]) -> dict[str, object]:
    """Return the company's values, without an empty pattern: that one is proposed."""
    given: dict[str, object] = {name: clean[name] for name in _COMPANY}
    given |= {"currency": clean["currency"]}
    return given | (
        {"invoice_pattern": clean["invoice_pattern"]} if clean["invoice_pattern"] else {}
    )
