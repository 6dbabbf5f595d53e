"""People: who works here, and in which roles."""

from collections.abc import Mapping

from studio.domain import studio as rules
from studio.domain.names import pick
from studio.services import studio
from studio.services.operation import Command
from studio.services.studio import PersonRow
from ui.context import Context
from ui.forms.fields import MultiField, TextField
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.language import text, tr
from ui.settings import choices
from ui.settings.panel import Panel


class PeoplePanel(Panel):
    """The list of people; each opens into its form."""

    nouns = frozenset({"person"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("People"),
            tr("Roles say who may do what; somebody has to be the owner."),
        )
        self._added = 0
        self.list = PartList(self._make_card, tr("Add person"))
        self.list.add_button.setEnabled(not context.read_only)
        self.add(self.list)
        self.list.add_wished.connect(self._on_add_wished)
        self.list.refused.connect(self.refused)
        self.list.verb_chosen.connect(self._on_verb_chosen)

    def load(self) -> None:
        """Ask for everybody, those who left included."""
        query = studio.people(archived=True)
        self.context.tasks.ask(query, owner=self, then=self._on_people, slot="people")

    def _make_card(self) -> PartCard:
        return PartCard(self.context.tasks, _change_person, person_form())

    def _on_people(self, people: list[PersonRow]) -> None:
        cards = self.list.take([person.id for person in people])
        for card, person in zip(cards, people, strict=True):
            self._show(card, person)
        if self._added and self.list.card(self._added) is not None:
            self.list.open_only(self._added)
            self._added = 0

    def _show(self, card: PartCard, person: PersonRow) -> None:
        tags = [text(rules.ROLES[role]) for role in person.roles if role in rules.ROLES]
        tags += [tr("Archived")] if person.archived else []
        card.show_part(
            person.id,
            person.version,
            {name: getattr(person, name) for name in card.form.names()},
            title=pick(person.name, person.name_zh, self.context.language),
            fact="  ·  ".join(way for way in (person.email, person.phone) if way),
            tags=tags,
            faint=person.archived,
        )
        verb = ("restore", tr("Restore")) if person.archived else ("archive", tr("Archive", "verb"))
        card.set_verbs([verb])

    def _on_add_wished(self) -> None:
        values = {"name": tr("New person"), "roles": ["PRD"]}
        self.context.tasks.run(
            studio.add_person(values), owner=self, then=self._on_added, failed=self.refused.emit
        )

    def _on_added(self, key: int) -> None:
        self._added = key
        self.load()

    def _on_verb_chosen(self, verb: str, key: int) -> None:
        card = self.list.card(key)
        if card is not None:
            made = studio.restore_person if verb == "restore" else studio.archive_person
            self.run(made(key, version=card.version))


def person_form() -> Form:
    """Return a person's fields."""
    form = Form(framed=True, label_width=120)
    form.add("name", tr("Name"), TextField(limit=120))
    form.add("name_zh", tr("Chinese name"), TextField(limit=120))
    form.add("roles", tr("Roles"), MultiField(choices.role_choices()))
    form.add("email", tr("E-mail"), TextField(limit=254))
    form.add("phone", tr("Telephone"), TextField(limit=40))
    return form


def _change_person(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return studio.change_person(key, version=version, values=values)
