"""What people type: text, amounts, numbers, percentages, dates and times, read tolerantly.

Every function returns a clean value or raises Invalid under the key "value" with a message that
says what is wrong and how to mend it.
"""

from studio.domain.typed.days import FIRST_YEAR, LAST_YEAR, check_year, parse_date
from studio.domain.typed.hours import parse_datetime, parse_time
from studio.domain.typed.numbers import (
    money_out,
    number_out,
    parse_money,
    parse_number,
    parse_percent,
    percent_out,
)
from studio.domain.typed.words import LONG_TEXT, text

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LONG_TEXT",
    "check_year",
    "money_out",
    "number_out",
    "parse_date",
    "parse_datetime",
    "parse_money",
    "parse_number",
    "parse_percent",
    "parse_time",
    "percent_out",
    "text",
]
