"""Rule sets: the dated facts that proposals are worked out by, and when each was checked."""

from itertools import groupby

from PySide6.QtWidgets import QWidget

from studio.domain import countries
from studio.domain.names import pick
from studio.services import studio
from studio.services.studio import RuleSetRow
from ui.context import Context
from ui.language import short_date, tr, trn
from ui.settings.panel import Panel
from ui.widgets.boxes import STRETCH, clear, frame, hbox, vbox
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, label


class RuleSetsPanel(Panel):
    """The list of rule sets, those that were not checked for long in amber."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Rule sets"),
            tr(
                "Rates, limits and defaults are data with a date. What they propose is an estimate."
            ),
        )
        self.state = Chip("good", "")
        self._rows = vbox(None)
        self.body.addLayout(hbox(None, self.state, STRETCH))
        self.body.addSpacing(6)
        self.body.addLayout(self._rows)

    def load(self) -> None:
        """Ask which rule sets are in force."""
        self.context.tasks.ask(studio.rule_sets(), owner=self, then=self._on_sets, slot="sets")

    def _on_sets(self, sets: list[RuleSetRow]) -> None:
        clear(self._rows)
        stale = sum(one.stale for one in sets)
        if stale:
            self.state.set("warn", trn("{n} set to check", "{n} sets to check", stale))
        else:
            self.state.set("good", tr("All checked within 180 days"))
        named = {name: place for place, name in enumerate(dict.fromkeys(kinds().values()))}
        ordered = sorted(sets, key=lambda one: named.get(_about(one), len(named)))
        for about, group in groupby(ordered, _about):
            head = label(about, "smallhead", "text2")
            head.setContentsMargins(0, 14, 0, 4)
            self._rows.addWidget(head)
            for one in group:
                self._rows.addWidget(self._row(one))

    def _row(self, one: RuleSetRow) -> QWidget:
        row = frame(edge="grid")
        row.setMinimumHeight(46)
        language = self.context.language
        place = countries.name(one.jurisdiction, language) if len(one.jurisdiction) == 2 else ""
        name = pick(one.name, one.name_zh, language)
        title = f"{name}, {place}" if place and place not in name else name
        today = self.context.clock.today()
        since = short_date(one.effective_from, today) if one.effective_from else ""
        facts = [tr("since {day}").format(day=since)] if since else []
        if one.effective_to is not None:
            facts.append(tr("to {day}").format(day=short_date(one.effective_to, today)))
        facts.append(one.source)
        words = vbox(
            None,
            ElidedLabel(title, "name"),
            ElidedLabel(
                tr(", ", "between facts").join(fact for fact in facts if fact), "small", "text3"
            ),
            gap=1,
        )
        day = short_date(one.checked_on, today)
        checked = tr("checked on {day}").format(day=day)
        mark: QWidget = Chip("warn", checked) if one.stale else label(checked, "small", "text3")
        box = hbox(row, margins=(0, 5, 0, 5), gap=12)
        box.addLayout(words, 1)
        box.addWidget(mark)
        return row


def kinds() -> dict[str, str]:
    """Return what each kind of rule set is about; several kinds may be about one thing."""
    talent, matching = tr("Talent"), tr("Shortlists")
    categories, schedule = tr("Categories and places"), tr("Schedule and bookings")
    return {
        "tax": tr("Taxes"),
        "schedule": tr("Payment schedules"),
        "proposal": tr("Proposals"),
        "paper": tr("Paper"),
        "language": tr("Languages of documents"),
        "platform": tr("Platforms"),
        "tier": tr("Tiers"),
        "tier_western": tr("Tiers"),
        "quality": tr("Quality of figures"),
        "engagement": tr("Engagement"),
        "benchmark": tr("Engagement"),
        "retention": tr("Personal data"),
        "currency": tr("Currencies"),
        "incubation": talent,
        "rubric": talent,
        "ending": talent,
        "match_part": matching,
        "match_active": matching,
        "match_audience": matching,
        "match_related": matching,
        "category": categories,
        "category_filler": categories,
        "company_form": categories,
        "niche": categories,
        "city": categories,
        "region": categories,
        "booking": schedule,
        "festival": schedule,
        "shoot": schedule,
    }


def _about(one: RuleSetRow) -> str:
    return kinds().get(one.kind, one.kind)
