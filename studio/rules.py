"""The dated rule sets in force: taxes, payment schedules, defaults; and when each was checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from studio.domain import rulefiles
from studio.domain.money import Money
from studio.domain.rulefiles import Rule
from studio.domain.talent.tiers import Band, ordered, tier_of

STALE_AFTER = timedelta(days=180)

_NO_VAT_STATUS = frozenset(("not_registered", "exempt"))
_OWN_STATUSES = frozenset(("cn_general", "cn_small", "cn_natural", "uk_reg", "eu_reg"))


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that people look at as one: what they are about, who says so, when it was checked."""

    id: str
    kind: str
    jurisdiction: str
    name: str
    name_zh: str
    effective_from: date
    effective_to: date | None
    source: str
    checked_on: date
    confidence: str

    def stale(self, today: date) -> bool:
        """Say whether the set was last checked more than 180 days ago."""
        return today - self.checked_on > STALE_AFTER


@dataclass(frozen=True, slots=True)
class ProposedRate:
    """A tax rate or treatment for a company: `rate` is a share of one, `note` what is printed."""

    name: str
    name_zh: str
    rate: Decimal
    treatment: str
    note: str
    note_zh: str
    standard: bool
    rule_id: str


@dataclass(frozen=True, slots=True)
class ProposedPart:
    """One part of a usual payment schedule: `share` is a share of one."""

    title: str
    title_zh: str
    trigger: str
    share: Decimal
    terms_kind: str
    terms_days: int


class Rules:
    """The rules that ship with the program, as loaded."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        self.sets = tuple(_sets(self._rules))

    @classmethod
    def load(cls) -> "Rules":
        """Load the shipped rule sets."""
        return cls([rule for name in rulefiles.names() for rule in rulefiles.read(name)])

    def rule(self, kind: str, key: str, on: date) -> Rule | None:
        """Return the rule of a kind and key that is in force on a day."""
        found = [one for one in self._rules if (one.kind, one.key) == (kind, key) and one.holds(on)]
        return max(found, key=lambda one: one.effective_from, default=None)

    def stale(self, today: date) -> tuple[RuleSet, ...]:
        """Return the sets last checked more than 180 days ago."""
        return tuple(one for one in self.sets if one.stale(today))

    def tax_rates(self, country: str, on: date, vat_status: str) -> tuple[ProposedRate, ...]:
        """Return the rates a company of a country may need, the usual one first.

        Where the company is not registered for tax, charging none comes first; a country whose
        registration is not told apart still lists its rates after that.
        """
        found = [
            rate
            for rule in self._rules
            if rule.kind == "tax" and rule.jurisdiction == country and rule.holds(on)
            if not rule.value["statuses"] or vat_status in rule.value["statuses"]
            for rate in _rates(rule)
        ]
        if vat_status in _OWN_STATUSES or any(
            rate.standard and rate.treatment in ("none", "exempt") for rate in found
        ):
            return tuple(found) or (_no_tax(),)
        if vat_status not in _NO_VAT_STATUS and found:
            return tuple(found)
        return (_no_tax(), *(_not_first(rate) for rate in found))

    def payment_parts(self, net: Money, *, live: bool = False) -> tuple[ProposedPart, ...]:
        """Return the usual payment schedule for a net: all before a live, else by its size."""
        if live:
            return _parts(self._one("schedule", "live"))
        small = self._one("schedule", "small")
        limit = small.value["below"].get(net.currency)
        if limit is not None and net.decimal() < limit:
            return _parts(small)
        return _parts(self._one("schedule", "large"))

    def validity_days(self, *, live: bool = False) -> int:
        """Return for how many days prices usually hold; shorter where live slots are held."""
        value = self._one("proposal", "validity").value
        return int(value["live_days"] if live else value["days"])

    def kill_fees(self) -> Mapping[str, Decimal]:
        """Return stage of the work -> share of the price that cancelling then costs."""
        stages = self._one("proposal", "cancelling").value["stages"]
        return {stage: Decimal(share) for stage, share in stages.items()}

    def page_size(self, country: str) -> str:
        """Return the paper a country prints on: A4 or Letter."""
        letter = self._one("paper", "Letter")
        return "Letter" if country in letter.value["countries"] else "A4"

    def document_language(self, country: str) -> str:
        """Return the language a country's clients usually get: en, zh or zh+en."""
        for rule in self._rules:
            if rule.kind == "language" and country in rule.value["countries"]:
                return rule.key
        return "en"

    def festivals(self) -> tuple[Rule, ...]:
        """Return the shopping festivals: `value` has the month and day of each year."""
        return tuple(rule for rule in self._rules if rule.kind == "festival")

    def tier(self, followers: int) -> str:
        """Return the tier of an account: mega, macro, mid, micro, nano or emerging."""
        found = [
            Band(rule.key, rule.value["from"], rule.name, rule.name_zh)
            for rule in self._rules
            if rule.kind == "tier"
        ]
        return tier_of(followers, ordered(found))

    def _one(self, kind: str, key: str) -> Rule:
        return next(rule for rule in self._rules if (rule.kind, rule.key) == (kind, key))


def _sets(rules: Sequence[Rule]) -> list[RuleSet]:
    """Return one set for each group of rules, and one for each rule that stands alone."""
    found: dict[str, RuleSet] = {}
    for rule in rules:
        name, name_zh = rule.group or rule.name, rule.group_zh or rule.name_zh
        key = f"{rule.kind}.{rule.effective_from.year}" if rule.group else rule.id
        known = found.get(key)
        checked = min(rule.checked_on, known.checked_on) if known else rule.checked_on
        found[key] = RuleSet(
            id=key,
            kind=rule.kind,
            jurisdiction=rule.jurisdiction,
            name=name,
            name_zh=name_zh,
            effective_from=rule.effective_from,
            effective_to=rule.effective_to,
            source=rule.source if not known or known.source == rule.source else known.source,
            checked_on=checked,
            confidence=max(rule.confidence, known.confidence, key="HML".index)
            if known
            else rule.confidence,
        )
    return list(found.values())


def _rates(rule: Rule) -> list[ProposedRate]:
    return [
        ProposedRate(
            name=rate["name"],
            name_zh=rate["name_zh"],
            rate=Decimal(rate["rate"]),
            treatment=rate["treatment"],
            note=rate.get("note", ""),
            note_zh=rate.get("note_zh", ""),
            standard=rate.get("standard", False),
            rule_id=rule.id,
        )
        for rate in rule.value["rates"]
    ]


def _no_tax() -> ProposedRate:
    return ProposedRate("No tax", "不征税", Decimal(0), "none", "", "", standard=True, rule_id="")


def _not_first(rate: ProposedRate) -> ProposedRate:
    return ProposedRate(
        rate.name, rate.name_zh, rate.rate, rate.treatment, rate.note, rate.note_zh,
        standard=False, rule_id=rate.rule_id,
    )  # fmt: skip


def _parts(rule: Rule) -> tuple[ProposedPart, ...]:
    return tuple(
        ProposedPart(
            part["title"],
            part["title_zh"],
            part["trigger"],
            Decimal(part["share"]),
            part["terms_kind"],
            part["terms_days"],
        )
        for part in rule.value["parts"]
    )
