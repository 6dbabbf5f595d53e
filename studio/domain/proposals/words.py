"""The words of a proposal: its parts, kinds of rows and lines, units, triggers, channels."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.text import Message

PARTS: Mapping[str, Message] = MappingProxyType(
    {
        "cover": Message("Cover", "part"),
        "about": Message("About us", "part"),
        "reading": Message("Our reading", "part"),
        "insight": Message("Audience, keywords", "part"),
        "idea": Message("Idea", "part"),
        "creators": Message("Creators", "part"),
        "deliverables": Message("Deliverables", "part"),
        "timeline": Message("Timeline", "part"),
        "price": Message("Price", "part"),
        "usage": Message("Usage, exclusivity", "part"),
        "labels": Message("Labels and AI", "part"),
        "kpis": Message("KPIs", "part"),
        "team": Message("Team", "part"),
        "terms": Message("Terms", "part"),
        "acceptance": Message("Acceptance", "part"),
    }
)
"""The fifteen parts in their order, with the words of the outline."""

ROWS: Mapping[str, Message] = MappingProxyType(
    {
        "heading": Message("Heading", "row"),
        "item": Message("Line", "row"),
        "note": Message("Note", "row"),
        "subtotal": Message("Subtotal", "row"),
    }
)

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "creator_fee": Message("Creator fee"),
        "production": Message("Production"),
        "crew": Message("Crew", "line"),
        "post": Message("Post-production"),
        "usage": Message("Usage"),
        "exclusivity": Message("Exclusivity"),
        "whitelisting": Message("Partnership ads"),
        "rush": Message("Rush"),
        "travel": Message("Travel"),
        "product": Message("Product"),
        "platform_fee": Message("Platform fee"),
        "management": Message("Management"),
        "commission_est": Message("Commission, estimated"),
        "contingency": Message("Contingency"),
    }
)
"""What a line pays for (domain 2.2)."""

BILLINGS: Mapping[str, Message] = MappingProxyType(
    {
        "fixed": Message("Fixed"),
        "per_unit": Message("Per unit"),
        "cpm": Message("Per thousand views"),
        "cpe": Message("Per engagement"),
        "cpa": Message("Per action"),
        "commission": Message("Commission"),
        "slot": Message("Slot fee"),
        "pass_through": Message("Passed on at cost"),
    }
)

UNITS: Mapping[str, Message] = MappingProxyType(
    {
        "piece": Message("piece", "unit"),
        "day": Message("day", "unit"),
        "half_day": Message("half day", "unit"),
        "hour": Message("hour", "unit"),
        "session": Message("session", "unit"),
        "slot": Message("slot", "unit"),
        "set": Message("set", "unit"),
        "month": Message("month", "unit"),
        "week": Message("week", "unit"),
        "person": Message("person", "unit"),
        "round": Message("round", "unit"),
        "flat": Message("flat", "unit"),
    }
)

TRIGGERS: Mapping[str, Message] = MappingProxyType(
    {
        "acceptance": Message("On acceptance"),
        "draft": Message("First cut delivered"),
        "shoot": Message("On the shoot"),
        "delivery": Message("On delivery"),
        "publication": Message("Last piece published"),
        "report": Message("With the report"),
        "date": Message("On a date"),
        "cancelling": Message("On cancelling"),
    }
)
"""What makes a part of the payment due for invoicing."""

CHANNELS: Mapping[str, Message] = MappingProxyType(
    {
        "wechat": Message("WeChat"),
        "mail": Message("E-mail"),
        "signed": Message("Signed copy"),
        "po": Message("Purchase order"),
        "call": Message("Call"),
        "meeting": Message("Meeting"),
        "platform": Message("Platform message"),
    }
)
"""How an answer came, or how a proposal went out."""

TAX_MODES: Mapping[str, Message] = MappingProxyType(
    {
        "excl": Message("Tax on top"),
        "incl": Message("Tax included"),
        "none": Message("No tax"),
        "reverse_charge": Message("Reverse charge"),
        "outside_scope": Message("Outside the scope of tax"),
    }
)

CREATOR_STATES: Mapping[str, Message] = MappingProxyType(
    {
        "free": Message("Free", "creator"),
        "hold": Message("Hold"),
        "busy": Message("Not free"),
        "missing_consent": Message("No consent"),
        "to_ask": Message("Not asked"),
    }
)

CREATOR_ROLES: Mapping[str, str] = MappingProxyType(
    {"free": "good", "hold": "wait", "busy": "bad", "missing_consent": "bad", "to_ask": "neutral"}
)
"""The colour role of each availability."""
