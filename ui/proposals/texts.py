"""Parts that are written: one or more texts, in the languages of the document."""

from studio.services.proposals import Proposal, Version
from ui.forms.fields import LongTextField
from ui.forms.form import Form
from ui.language import tr
from ui.proposals.desk import Desk
from ui.proposals.part import INSET, Part
from ui.widgets.boxes import STRETCH, vbox
from ui.widgets.labels import label

NOUN = "proposal_version"
"""Half-typed texts are kept under the version they belong to."""


def texts_in(key: str) -> list[tuple[str, str]]:
    """Return the texts of a part: the key each is kept under, and what it is."""
    found = {
        "usage": [
            ("usage", tr("Usage")),
            ("exclusivity", tr("Exclusivity")),
            ("whitelisting", tr("Partnership ads")),
        ],
        "labels": [("labels", tr("Disclosure")), ("ai", tr("Use of AI"))],
        "price": [
            ("price", tr("Words beside the price")),
            ("price_notes", tr("Small print under the payment")),
        ],
    }
    return found.get(key, [(key, "")])


def hint_of(key: str) -> str:
    """Return what helps to write a part."""
    return {
        "cover": tr("One sentence that says what the client gets."),
        "insight": tr('Lines that begin with "- " are printed as keywords.'),
        "team": tr("One person a line: name, role. Then it is printed as a table."),
        "acceptance": tr("Left empty, the usual sentence with number and version is printed."),
        "deliverables": tr("The table is made of the lines of the price that have pieces."),
        "price": tr("Left empty, how long the prices hold is printed."),
    }.get(key, tr('A blank line makes a paragraph, "- " a list.'))


class TextForm(Form):
    """The texts of one part. What is half typed is kept aside every few seconds."""

    def __init__(self, desk: Desk, key: str, *, lines: int = 7) -> None:
        super().__init__(stacked=True, framed=True)
        self._desk = desk
        self._kept = 0
        self._languages = {"en": tr("English"), "zh": tr("Chinese")}
        self._texts = texts_in(key)
        for name, words in self._texts:
            for language, spoken in self._languages.items():
                title = f"{words}, {spoken}" if words else spoken
                field = LongTextField(lines=lines if len(self._texts) == 1 else 4, most=30)
                self.add(f"{name}:{language}", title, field)
        desk.version.follow(self)
        self.locked_touched.connect(desk.locked_touched)

    def show_version(self, version: Version) -> None:
        """Show the texts of a version, in the languages it prints in."""
        values = {
            f"{name}:{language}": version.parts.get(name, {}).get(language, "")
            for name, _words in self._texts
            for language in self._languages
        }
        self.set_value(values)
        for full in values:
            language = full.partition(":")[2]
            self.row(full).set_shown(language in version.language)
            if version.id != self._kept and version.editable:
                field = self.field(full)
                if isinstance(field, LongTextField):
                    field.keep_draft(self._desk.context.drafts, NOUN, version.id, full)
        self._kept = version.id
        self.set_locked(not self._desk.editable())


class TextPart(Part):
    """A part that is nothing but texts."""

    def __init__(self, desk: Desk, key: str, title: str) -> None:
        super().__init__(desk, title)
        self.form = TextForm(desk, key)
        hint = label(hint_of(key), "small", "text3", wrap=True)
        inner = vbox(None, hint, self.form, STRETCH, margins=(INSET, 12, INSET, 16), gap=10)
        self.body.addLayout(inner)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the texts of the version."""
        self.form.show_version(proposal.shown)

    def focus_main(self) -> None:
        """Begin to write."""
        self.form.focus_first()

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong text."""
        return self.form.focus_next_open(backwards=backwards)
