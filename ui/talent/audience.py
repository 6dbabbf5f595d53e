"""Who follows an account: the newest audience in words, and the dialog that puts one down."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain import countries, vocabulary
from studio.domain.talent import audiences
from studio.domain.talent.accounts import check_parts
from studio.services import talent
from studio.services.operation import Command
from studio.services.talent import Account, AudienceRow
from ui.context import Context
from ui.forms.fields import DateField, PercentField
from ui.language import language, long_date, percent, text, tr
from ui.talent.daily import DayDialog
from ui.widgets.edits import TypedEdit

LARGEST = 3
"""Groups of a part that are shown in the pane."""


def group(kind: str, code: str) -> str:
    """Return the word of a group of people."""
    if kind == "gender" and code in audiences.GENDERS:
        return text(audiences.GENDERS[code])
    if kind == "age":
        return code.replace("-99", "+")
    if kind == "interest":
        return text(vocabulary.niche(code))
    return countries.name(code, language()) if kind == "region" else code


def lines(audience: AudienceRow) -> list[tuple[str, str]]:
    """Return each known part of an audience: its name, and its largest groups with shares."""
    found = []
    for kind, name in audiences.KINDS.items():
        parts: Mapping[str, Decimal] = getattr(audience, kind)
        if not parts:
            continue
        largest = sorted(parts.items(), key=lambda one: (-one[1], one[0]))[:LARGEST]
        shown = [
            tr("{group} {share}").format(group=group(kind, code), share=percent(share))
            for code, share in largest
        ]
        found.append((text(name), tr(", ", "between facts").join(shown)))
    return found


def dated(audience: AudienceRow) -> str:
    """Return when an audience was read."""
    return tr("Audience of {day}").format(day=long_date(audience.as_of))


class SharesField(TypedEdit[dict[str, Decimal]]):
    """Groups with their shares in one line: "Women 62, Men 38"; its value is a dict or None."""

    def __init__(self, kind: str, placeholder: str) -> None:
        super().__init__(placeholder=placeholder)
        self._kind = kind

    def read(self, typed_text: str) -> dict[str, Decimal]:
        """Return the shares of one of a text; raises Invalid."""
        found = audiences.read(self._kind, typed_text)
        if self._kind != "interest":
            check_parts("value", found)
        return found

    def show_value(self, value: dict[str, Decimal]) -> str:
        """Return the groups with per cent, the largest first."""
        largest = sorted(value.items(), key=lambda one: (-one[1], one[0]))
        return tr(", ", "between facts").join(
            f"{group(self._kind, code)} {(share * 100).normalize():f}" for code, share in largest
        )


class AudienceDialog(DayDialog):
    """Asks who follows an account, as its statistics page says."""

    def __init__(self, context: Context, parent: QWidget | None, account: Account) -> None:
        title = tr("Audience of @{handle}").format(handle=account.handle)
        super().__init__(context, title, parent, width=560, label_width=130)
        self._account = account
        self.lead(
            tr("Groups with their shares in per cent, between commas. Each part adds up to 100; "
               "only interests may overlap.")
        )  # fmt: skip
        today, known = context.clock.today(), account.audience
        self.form.add("as_of", tr("Read on"), DateField(today), required=True)
        for kind, example in _examples():
            self.form.add(kind, text(audiences.KINDS[kind]), SharesField(kind, example))
        self.form.add("active_share", tr("Active followers"), PercentField())
        self.form.add("fake_share", tr("Thought not genuine"), PercentField())
        self.form.set_value({"as_of": today})
        if known is not None:
            parts = {name: getattr(known, name) or None for name in audiences.KINDS}
            shares = {"active_share": known.active_share, "fake_share": known.fake_share}
            self.form.set_value({"as_of": today, **parts, **shares})
            self.say(tr("As on {day}; change what is new.").format(day=long_date(known.as_of)))
        self.add(self.form)
        self.form.focus_field("gender")

    def command(self, values: dict[str, Any], *, replace: bool) -> Command[int]:
        """Return the putting down of the audience."""
        return talent.read_audience(self._account.id, values, replace=replace)

    def kept(self) -> str:
        """Return what is said when it was kept."""
        return tr("Audience kept")


def _examples() -> tuple[tuple[str, str], ...]:
    return (
        ("gender", tr("Women 62, Men 38")),
        ("age", tr("18-24 41, 25-34 37, 35+ 22")),
        ("region", tr("China 90, Singapore 10")),
        ("interest", tr("Skincare 55, Travel 30")),
    )
