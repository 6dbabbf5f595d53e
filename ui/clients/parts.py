"""Contacts and brands of a client: rows that open into their own forms."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import clients as rules
from studio.domain.names import pick
from studio.services import clients
from studio.services.clients import BrandRow, Client, ContactRow
from studio.services.operation import Command
from ui.clients.forms import brand_form, contact_form
from ui.context import Context
from ui.forms.part import PartCard, PartList, remove_verbs
from ui.language import text, tr
from ui.widgets.boxes import vbox


class Parts(QWidget):
    """A list of one kind of part, with the commands that change it."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    def __init__(self, context: Context, add: str) -> None:
        super().__init__()
        self.context = context
        self.client = 0
        self.added = 0
        self.list = PartList(self.make_card, add)
        vbox(self, self.list)
        self.list.refused.connect(self.refused)
        self.list.add_wished.connect(self.add_new)
        self.list.verb_chosen.connect(self.do)

    def make_card(self) -> PartCard:
        """Return an empty card."""
        raise NotImplementedError

    def new_part(self) -> Command[int]:
        """Return the command that adds a part."""
        raise NotImplementedError

    def verb(self, verb: str, key: int, version: int) -> Command[int] | Command[None]:
        """Return the command of a verb."""
        raise NotImplementedError

    def add_new(self) -> None:
        """Add a part and open its form."""
        self.context.tasks.run(
            self.new_part(), owner=self, then=self._on_added, failed=self.refused.emit
        )

    def do(self, verb: str, key: int) -> None:
        """Carry out a verb of a part."""
        card = self.list.card(key)
        if card is None:
            return
        self.context.tasks.run_outcome(
            self.verb(verb, key, card.version),
            owner=self,
            then=self._on_done,
            failed=self.refused.emit,
        )

    def opened_new(self) -> None:
        """Open the part that was just added, once it is listed."""
        if self.added and self.list.card(self.added) is not None:
            self.list.open_only(self.added)
            self.added = 0

    def _on_added(self, key: int) -> None:
        self.added = key
        self.opened_new()

    def _on_done(self, outcome: object) -> None:
        label = getattr(outcome, "label", None)
        self.said.emit(text(label), True)


class Contacts(Parts):
    """The people at a client."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Add contact"))

    def show_client(self, client: Client) -> None:
        """Show a client's contacts, archived ones last and faint."""
        self.client = client.id
        cards = self.list.take([contact.id for contact in client.contacts])
        for card, contact in zip(cards, client.contacts, strict=True):
            self._show(card, contact)
        self.opened_new()

    def make_card(self) -> PartCard:
        """Return an empty card of a contact."""
        return PartCard(self.context.tasks, _change_contact, contact_form())

    def new_part(self) -> Command[int]:
        """Return the command that adds a contact with a name to be typed over."""
        return clients.add_contact(self.client, {"name": tr("New contact")})

    def verb(self, verb: str, key: int, version: int) -> Command[int] | Command[None]:
        """Return the command that removes or restores a contact."""
        if verb == "restore":
            return clients.restore_contact(key, version=version)
        return clients.remove_contact(key, version=version)

    def _show(self, card: PartCard, contact: ContactRow) -> None:
        language = self.context.language
        ways = (contact.title, contact.email, contact.phone, contact.wechat)
        tags = [text(rules.ROLES[contact.role])] if contact.role in rules.ROLES else []
        if contact.standard:
            tags.append(tr("Documents"))
        if contact.archived:
            tags.append(tr("Archived"))
        card.show_part(
            contact.id,
            contact.version,
            {name: getattr(contact, name) for name in card.form.names()},
            title=pick(contact.name, contact.name_zh, language),
            fact="  ·  ".join(way for way in ways if way),
            tags=tags,
            faint=contact.archived,
        )
        card.set_verbs(remove_verbs(archived=contact.archived))


class Brands(Parts):
    """The brands of a client."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Add brand"))

    def show_client(self, client: Client) -> None:
        """Show a client's brands, archived ones last and faint."""
        self.client = client.id
        cards = self.list.take([brand.id for brand in client.brands])
        for card, brand in zip(cards, client.brands, strict=True):
            self._show(card, brand)
        self.opened_new()

    def make_card(self) -> PartCard:
        """Return an empty card of a brand."""
        return PartCard(self.context.tasks, _change_brand, brand_form())

    def new_part(self) -> Command[int]:
        """Return the command that adds a brand with a name to be typed over."""
        return clients.add_brand(self.client, {"name": tr("New brand")})

    def verb(self, verb: str, key: int, version: int) -> Command[int] | Command[None]:
        """Return the command that removes or restores a brand."""
        if verb == "restore":
            return clients.restore_brand(key, version=version)
        return clients.remove_brand(key, version=version)

    def _show(self, card: PartCard, brand: BrandRow) -> None:
        language = self.context.language
        shown = pick(brand.name, brand.name_zh, language)
        other = brand.name if shown == brand.name_zh else brand.name_zh
        card.show_part(
            brand.id,
            brand.version,
            {name: getattr(brand, name) for name in card.form.names()},
            title=shown,
            tags=_tags(brand, other if other != shown else ""),
            faint=brand.archived,
        )
        card.set_verbs(remove_verbs(archived=brand.archived))


def _tags(brand: BrandRow, other: str) -> Sequence[str]:
    archived = tr("Archived") if brand.archived else ""
    return [word for word in (other, brand.category, archived) if word]


def _change_contact(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return clients.change_contact(key, version=version, values=values)


def _change_brand(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return clients.change_brand(key, version=version, values=values)
