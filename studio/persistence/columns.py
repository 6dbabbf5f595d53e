"""Column types. On SQLite each compiles to what STRICT tables take: INTEGER, REAL, TEXT, BLOB.

Money is kept as integer minor units, quantities as thousandths, rates and shares as millionths:
SQLite would store NUMERIC as a float (reliability: 100,000 x 0.10 came back wrong).
"""

import json
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, LargeBinary, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator


@compiles(String, "sqlite")
@compiles(Text, "sqlite")
@compiles(Date, "sqlite")
@compiles(DateTime, "sqlite")
def _text(_type: object, _compiler: object, **_keywords: object) -> str:
    return "TEXT"


@compiles(BigInteger, "sqlite")
@compiles(Boolean, "sqlite")
def _integer(_type: object, _compiler: object, **_keywords: object) -> str:
    return "INTEGER"


@compiles(LargeBinary, "sqlite")
def _blob(_type: object, _compiler: object, **_keywords: object) -> str:
    return "BLOB"


class UtcTime(TypeDecorator[datetime]):
    """A moment, always with a time zone; kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments; turn others to UTC, without a zone where the database has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Scaled(TypeDecorator[Decimal]):
    """A decimal kept as an integer number of its smallest parts."""

    impl = BigInteger
    cache_ok = True
    places = 0

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.places)
        return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places).normalize() + 0


class Quantity(_Scaled):
    """How many, to three decimal places (2.5 days)."""

    places = 3
    cache_ok = True


class Rate(_Scaled):
    """A rate or share as a fraction of one, to six decimal places (0.06 is 6 %)."""

    places = 6
    cache_ok = True


class Json(TypeDecorator[Any]):
    """A small list or mapping as canonical JSON text, the same on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Write canonical JSON: sorted keys, no blanks."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Read it back."""
        return None if value is None else json.loads(value)
