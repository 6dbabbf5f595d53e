"""Who answers to a brief, for programs: an ordered list with every part of every score."""

from typing import Any

from sqlmodel import Session

from studio.services.operation import query
from studio.services.shortlists.queries import read_match
from studio.services.shortlists.rows import Away, Found, MatchRow


@query
def match(session: Session, brief_id: int) -> list[dict[str, Any]]:
    """Return those who pass in their order, then those kept away; scores are of 100.

    A value is from 0 to 1, null where it is not known (it counts 0): the score is the sum of
    weight times value over the sum of weights, times 100.
    """
    found = read_match(session, brief_id)
    return [*_passing(found), *(_away(one) for one in sorted(found.away, key=_code))]


def _code(one: Away) -> tuple[str, int]:
    return one.code, one.talent_id


def _passing(found: Found) -> list[dict[str, Any]]:
    return [_passed(row) for row in found.rows]


def _passed(row: MatchRow) -> dict[str, Any]:
    return {
        "talent": row.code or f"talent:{row.talent_id}",
        "name": row.name or row.name_zh,
        "score": row.score / 10,
        "parts": [
            {
                "name": part.name,
                "weight": part.weight,
                "value": None if part.value is None else part.value / 100,
                "reason": str(part.reason),
            }
            for part in row.parts
        ],
        "excluded_by": [],
    }


def _away(one: Away) -> dict[str, Any]:
    return {
        "talent": one.code or f"talent:{one.talent_id}",
        "name": one.name or one.name_zh,
        "score": None,
        "parts": [],
        "excluded_by": list(one.filters),
    }
