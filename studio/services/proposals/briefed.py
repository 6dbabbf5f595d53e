"""What a brief gives its proposal: the client's own words, the items asked for, the window."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import briefs, platforms
from studio.persistence.tables.briefs import Brief, BriefItem, BriefMessage
from studio.persistence.tables.proposals import ProposalVersion
from studio.services.words import chinese
from studio.text import Message

_READING: dict[str, Message] = {
    "key_message": Message("What people should remember"),
    "must_say": Message("To be said"),
    "must_not": Message("Not to be said"),
    "approver": Message("Drafts are approved by"),
}
"""Fields of a brief that stand in our reading of it, each with its words before it."""


def texts_of_brief(
    session: Session, brief: Brief, version: ProposalVersion
) -> dict[str, dict[str, Any]]:
    """Return the texts a brief fills, in the languages of the document."""
    found: dict[str, dict[str, Any]] = {}
    for language in ("en", "zh"):
        if language not in version.language:
            continue
        say = _saying(language)
        for key, text in (
            ("reading", _reading(session, brief, say)),
            ("insight", _insight(brief)),
            ("usage", brief.usage),
            ("exclusivity", brief.exclusivity),
            ("kpis", brief.kpis),
            ("ai", _ai(brief, say)),
        ):
            if text:
                found.setdefault(key, {})[language] = text
    return {key: {**version.parts.get(key, {}), **texts} for key, texts in found.items()}


def _saying(language: str) -> Callable[[Message], str]:
    return chinese if language == "zh" else str


def _reading(session: Session, brief: Brief, say: Callable[[Message], str]) -> str:
    """Return the client's own words, then the points that decide."""
    message = session.exec(
        select(BriefMessage)
        .where(BriefMessage.brief_id == brief.key)
        .order_by(col(BriefMessage.id))
    ).first()
    words = brief.summary or (message.body.strip() if message else "")
    points = []
    objective = briefs.OBJECTIVES.get(brief.objective)
    if objective:
        points.append(f"- {say(Message('Objective'))}: {say(objective)}")
    points += [
        f"- {say(label)}: {getattr(brief, field)}"
        for field, label in _READING.items()
        if getattr(brief, field)
    ]
    return "\n\n".join(part for part in (words, "\n".join(points)) if part)


def _insight(brief: Brief) -> str:
    keywords = "\n".join(f"- {word}" for word in brief.keywords)
    return "\n\n".join(part for part in (brief.audience, keywords) if part)


_AI = {
    "yes": Message("AI tools are used where they help; what they make is labelled."),
    "no": Message("No AI-generated pictures, voices or texts are used."),
    "ask": Message("AI tools are used only after you have agreed to each use."),
}


def _ai(brief: Brief, say: Callable[[Message], str]) -> str:
    return say(_AI[brief.ai_allowed]) if brief.ai_allowed in _AI else ""


def lines_of_brief(session: Session, brief: Brief, currency: str) -> list[dict[str, Any]]:
    """Return a line for each item asked for, at the highest price the client named for one."""
    items = session.exec(
        select(BriefItem)
        .where(BriefItem.brief_id == brief.key)
        .order_by(col(BriefItem.position), col(BriefItem.id))
    ).all()
    same_money = not brief.currency or brief.currency == currency
    return [
        {
            "kind": "creator_fee",
            "title": _title(item, "en"),
            "title_zh": _title(item, "zh"),
            "options": "A",
            "quantity": item.quantity,
            "unit": "session" if item.format in platforms.LIVE else "piece",
            "unit_price": item.ceiling or 0 if same_money else 0,
            "platform": item.platform,
            "format": item.format,
            "pieces": item.quantity,
        }
        for item in items
    ]


def _title(item: BriefItem, language: str) -> str:
    platform = platforms.platform_name(item.platform, language)
    if not item.format:
        return platform
    named = platforms.format_name(item.platform, item.format, language)
    return f"{platform}{named}" if language == "zh" else f"{platform}, {named}"


def window_row(brief: Brief) -> dict[str, str]:
    """Return the posting window as a row of the timeline."""
    start = brief.window_from
    row = {"title": "Publication", "title_zh": "发布", "start": start.isoformat() if start else ""}
    if brief.window_to and brief.window_to != start:
        row["end"] = brief.window_to.isoformat()
    return row
