"""What an import would bring: counts, the first rows as understood, and every row that is wrong."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from studio.domain.platforms import badge
from studio.domain.talent import sheets as rules
from studio.domain.talent.importing import Line, Problem
from studio.services.talent.importing import Preview
from ui.language import long_date, number, text, tr, trn
from ui.widgets.boxes import STRETCH, clear, hbox, scrolled, vbox
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, Glyph, label

SHOWN = 60
"""Problems that are listed in sight; all are counted, and all are copied."""

SAMPLE = 3
"""Rows that are shown as they were understood."""


class Outcome(QWidget):
    """Shows a preview; what is wrong can be copied whole, to mend the table by it."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._counts = label("", "name", "text", wrap=True)
        self._sample = vbox(None, gap=2)
        problems = QWidget()
        self._list = vbox(problems, gap=3)
        self._area = scrolled(problems)
        self._area.setFixedHeight(112)
        self.copy_button = Button(tr("Copy the list"), "link", "copy", height=24)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self._below = QWidget()
        self._more = label("", "small", "text3")
        hbox(self._below, self._more, STRETCH, self.copy_button)
        vbox(self, self._counts, self._sample, self._area, self._below, gap=6)
        self.say("")

    def say(self, words: str) -> None:
        """Show words in place of a preview."""
        self._preview = None
        self._counts.setText(words)
        self._counts.setVisible(bool(words))
        clear(self._sample)
        self._area.hide()
        self._below.hide()

    def words(self) -> str:
        """Return the counts as they are shown."""
        return self._counts.text()

    def show_preview(self, preview: Preview, *, people: bool) -> None:
        """Show what would be brought."""
        self.say(counted(preview, people=people))
        self._preview = preview
        for line in preview.sample[:SAMPLE]:
            self._sample.addWidget(ElidedLabel(understood(line), "small", "text3"))
        clear(self._list)
        shown = [(one, "warning-octagon", "bad") for one in preview.problems[:SHOWN]]
        shown += [(one, "warning", "warn") for one in preview.warnings[:SHOWN]]
        for problem, icon, ink in shown:
            said = label(problem_words(problem), "small", "text2", wrap=True)
            row = hbox(None, Glyph(icon, ink, 14), said, gap=6)
            row.setStretch(1, 1)
            self._list.addLayout(row)
        self._list.addStretch(1)
        rest = len(preview.problems) + len(preview.warnings) - len(shown)
        self._more.setText(tr("and {n} more").format(n=number(rest)) if rest else "")
        self._area.setVisible(bool(shown))
        self._below.setVisible(bool(shown))

    def _on_copy_clicked(self) -> None:
        if self._preview is not None:
            lines = table_of((*self._preview.problems, *self._preview.warnings))
            QGuiApplication.clipboard().setText("\n".join(lines))


def counted(preview: Preview, *, people: bool) -> str:
    """Return in words how many rows come, are there already, cannot be read."""
    parts = [trn("{n} row", "{n} rows", preview.total)]
    if people:
        parts.append(trn("{n} new person", "{n} new people", preview.people))
    else:
        parts.append(trn("{n} new reading", "{n} new readings", preview.good))
    if preview.known:
        parts.append(tr("{n} there already").format(n=number(preview.known)))
    if preview.wrong_rows:
        parts.append(trn("{n} cannot be read", "{n} cannot be read", preview.wrong_rows))
    return tr(", ", "between facts").join(parts)


def understood(line: Line) -> str:
    """Return a row as it was understood."""
    account = " ".join(
        part for part in (badge(line.platform) if line.platform else "", line.handle) if part
    )
    parts = [
        line.name,
        account,
        number(line.followers) if line.followers is not None else "",
        long_date(line.day) if line.day is not None else "",
    ]
    said = tr(", ", "between facts").join(part for part in parts if part)
    return tr("Row {row}: {said}").format(row=line.row, said=said)


def problem_words(problem: Problem) -> str:
    """Return a problem with its row and field."""
    return tr("Row {row}, {field}: {reason}").format(
        row=problem.row, field=_field(problem), reason=text(problem.reason)
    )


def table_of(problems: Sequence[Problem]) -> Iterable[str]:
    """Yield problems as lines for a spreadsheet: row, field, what stood there, why."""
    yield "\t".join((tr("Row"), tr("Column"), tr("Value"), tr("Reason")))
    for one in problems:
        value = " ".join(one.value.split())
        yield "\t".join((str(one.row), _field(one), value, text(one.reason)))


def _field(problem: Problem) -> str:
    field = rules.FIELDS.get(problem.field)
    return text(field) if field is not None else problem.field
