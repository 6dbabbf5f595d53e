"""Records from JSON: all of a file or nothing of it, as one step that can be undone."""

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, select

from studio.domain.money import from_decimal
from studio.domain.names import name_keys
from studio.domain.typed import text
from studio.errors import Invalid
from studio.persistence.tables.briefs import Brief, BriefMessage
from studio.persistence.tables.clients import Brand, Client, Contact
from studio.persistence.tables.invoices import InvoiceLine
from studio.persistence.tables.studio import LegalEntity, Studio
from studio.persistence.tables.talent import Talent
from studio.services import invoices, numbers
from studio.services.exchange.forms import (
    IMPORTS,
    PAPERS,
    BriefForm,
    ClientForm,
    Form,
    InvoiceForm,
    TalentForm,
)
from studio.services.operation import command, name_step, now, today
from studio.text import Message

LARGEST = 20 * 1024 * 1024


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; raises Invalid for what is none, or larger than 20 MB."""
    try:
        if path.stat().st_size > LARGEST:
            raise Invalid({"file": Message("The file is larger than 20 MB.")})
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Invalid({"file": Message("There is no file {name}.", name=path.name)}) from error
    except OSError as error:
        raise Invalid({"file": Message("{name} cannot be read.", name=path.name)}) from error
    except (ValueError, RecursionError) as error:
        raise Invalid({"file": Message("{name} is not JSON.", name=path.name)}) from error


def checked(form: type[Form], value: Any) -> Form:
    """Return a value as a form; raises Invalid naming each field that is wrong."""
    try:
        return form.model_validate(value)
    except ValidationError as error:
        problems = {
            ".".join(str(part) for part in problem["loc"]) or "file": Message(
                "{reason}", reason=problem["msg"]
            )
            for problem in error.errors()
        }
        first, reason = next(iter(problems.items()))
        summary = Message("{field}: {reason}", field=first, reason=reason)
        raise Invalid(problems, summary) from error


def schema(noun: str) -> dict[str, Any]:
    """Return the JSON Schema of what `import` (or `render`) takes for a noun."""
    found: dict[str, Any] = {}
    if noun in IMPORTS:
        found = IMPORTS[noun].model_json_schema()
    if noun in PAPERS:
        paper = PAPERS[noun].model_json_schema()
        found = {**found, "$defs": {**found.get("$defs", {}), "render": paper}} if found else paper
    if not found:
        words = ", ".join(sorted({*IMPORTS, *PAPERS}))
        raise Invalid({"noun": Message("There are schemas for: {words}.", words=words)})
    return found


@command("Import from JSON", right="clients.edit")
def bring_in(session: Session, noun: str, values: list[Any]) -> list[str]:
    """Add every record of a file, or none; returns their references ("client:7")."""
    if noun not in IMPORTS:
        words = ", ".join(IMPORTS)
        raise Invalid({"noun": Message("Import takes: {words}.", words=words)})
    if not values or len(values) > 50_000:
        raise Invalid({"file": Message("From 1 to 50,000 records are taken at once.")})
    keys = []
    for position, value in enumerate(values, start=1):
        try:
            keys.append(_ADDERS[noun](session, checked(IMPORTS[noun], value)))
        except Invalid as error:
            fields = {f"{position}.{field}": why for field, why in error.fields.items()}
            summary = Message("Record {nr}: {reason}", nr=position, reason=error.message)
            raise Invalid(fields, summary) from error
    name_step(session, Message("Import {count} records", count=len(keys)))
    return [f"{noun}:{key}" for key in keys]


def _clean(form: Form, *names: str, long: tuple[str, ...] = ()) -> dict[str, Any]:
    """Pass texts through the one gate for text."""
    found: dict[str, Any] = {}
    for name in (*names, *long):
        try:
            found[name] = text(
                getattr(form, name), limit=4000 if name in long else 200, multiline=name in long
            )
        except Invalid as error:
            raise Invalid({name: error.fields["value"]}) from error
    return found


def _added(session: Session, row: Any) -> int:
    session.add(row)
    session.flush()
    return int(row.id)


def _client(session: Session, form: Any) -> int:
    assert isinstance(form, ClientForm)  # noqa: S101  the table of adders says so
    words = _clean(
        form, "name", "name_zh", "legal_name", "legal_name_zh", "country", "industry", "tax_no",
        long=("address", "address_zh"),
    )  # fmt: skip
    entity = session.exec(select(LegalEntity).order_by(col(LegalEntity.id))).first()
    key = _added(
        session,
        Client(
            **words,
            language=form.language,
            currency=form.currency,
            terms_kind=form.terms_kind,
            terms_days=form.terms_days,
            legal_entity_id=entity.id if entity else None,
        ),
    )
    for contact in form.contacts:
        fields = _clean(contact, "name", "name_zh", "title", "role", "email", "phone", "wechat")
        session.add(Contact(client_id=key, **fields))
    for brand in form.brands:
        session.add(Brand(client_id=key, **_clean(brand, "name", "name_zh", "category")))
    return key


def _talent(session: Session, form: Any) -> int:
    assert isinstance(form, TalentForm)  # noqa: S101
    words = _clean(form, "name", "name_zh", "city", long=("note",))
    keys = name_keys(words["name"], words["name_zh"])
    return _added(session, Talent(kind=form.kind, name_keys=keys, **words))


def _named_client(session: Session, name: str) -> Client:
    for column in (Client.code, Client.name, Client.name_zh, Client.legal_name):
        found = session.exec(select(Client).where(col(column) == name)).all()
        if len(found) == 1:
            return found[0]
    raise Invalid({"client": Message("There is no client {name}.", name=name)})


def _brief(session: Session, form: Any) -> int:
    assert isinstance(form, BriefForm)  # noqa: S101
    client = _named_client(session, form.client)
    currency = form.currency or client.currency
    budgets: dict[str, Any] = {
        name: None
        if (value := getattr(form, name)) is None
        else from_decimal(value, currency).minor
        for name in ("budget_min", "budget_max")
    }
    words = _clean(
        form, "title", "title_zh", "objective", long=("key_message", "must_say", "must_not")
    )
    key = _added(
        session,
        Brief(
            number=numbers.take(session, "brief", day=today(session)).number,
            client_id=client.key,
            state="received",
            currency=currency,
            language=client.language,
            window_from=form.window_from,
            window_to=form.window_to,
            due_on=form.due_on,
            received_on=today(session),
            **budgets,
            **words,
        ),
    )
    if form.words:
        session.add(
            BriefMessage(brief_id=key, body=form.words, channel="paste", received_at=now(session))
        )
    return key


def _invoice(session: Session, form: Any) -> int:
    assert isinstance(form, InvoiceForm)  # noqa: S101
    client = _named_client(session, form.client)
    entity = session.exec(
        select(LegalEntity).where(LegalEntity.code == form.entity)
        if form.entity
        else select(LegalEntity).where(LegalEntity.id == (client.legal_entity_id or 0))
    ).first()
    entity = entity or session.exec(select(LegalEntity).order_by(col(LegalEntity.id))).first()
    if entity is None or session.exec(select(Studio)).first() is None:
        raise Invalid({"entity": Message("Add your company in Settings first.")})
    row = invoices.new_draft(
        session,
        client,
        entity,
        kind=form.kind,
        currency=form.currency or client.currency,
        tax_mode=form.tax_mode,
        **_clean(form, "title", "title_zh", long=("note",)),
    )
    row.language = form.language or row.language
    row.po_no = text(form.po_no)
    for position, line in enumerate(form.lines, start=1):
        session.add(
            InvoiceLine(
                invoice_id=row.key,
                position=position,
                row=line.row,
                quantity=line.quantity,
                unit=text(line.unit),
                unit_price=from_decimal(line.unit_price, row.currency).minor,
                discount=line.discount,
                tax_rate=line.tax_rate,
                tax_treatment=line.tax_treatment,
                **_clean(line, "title", "title_zh", "detail", "detail_zh"),
            )
        )
    invoices.recompute(session, row)
    return row.key


_ADDERS = {"client": _client, "talent": _talent, "brief": _brief, "invoice": _invoice}
