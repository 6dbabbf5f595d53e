"""Tables that people bring: which column is what, counts and days as they write them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from studio.domain.talent.accounts import MOST
from studio.domain.typed.words import shown
from studio.errors import Invalid
from studio.text import Message

Cell = str | int | float | date | None
"""A cell: a date where the file itself says that it is one."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that cannot be read, and why."""

    reason: Message


FIELDS: Mapping[str, Message] = MappingProxyType(
    {
        "name": Message("Name"),
        "name_zh": Message("Chinese name"),
        "kind": Message("Kind"),
        "discipline": Message("Craft"),
        "city": Message("City"),
        "country": Message("Country"),
        "platform": Message("Platform"),
        "handle": Message("Handle"),
        "uid": Message("Account no."),
        "url": Message("Link"),
        "as_of": Message("Read on"),
        "followers": Message("Followers"),
        "following": Message("Following"),
        "posts": Message("Posts"),
        "avg_views": Message("Average views"),
        "avg_likes": Message("Average likes"),
        "avg_comments": Message("Average comments"),
        "avg_shares": Message("Average shares"),
        "avg_saves": Message("Average saves"),
        "completion": Message("Completion"),
        "niches": Message("Niches"),
        "languages": Message("Languages"),
        "phone": Message("Phone"),
        "mail": Message("Mail"),
        "wechat": Message("WeChat"),
        "note": Message("Note"),
    }
)

_HEADS: Mapping[str, str] = MappingProxyType(
    {
        "name": "name|stage name|creator|talent|nickname|nick name|influencer|名称|昵称|艺名|英文名"
        "|达人|达人名称|达人昵称|博主|主播|账号名称|账号昵称",
        "name_zh": "name zh|chinese name|name in chinese|中文名|中文名称|中文艺名",
        "kind": "kind|type|类型|达人类型",
        "discipline": "craft|discipline|role|工种|岗位",
        "city": "city|place|town|城市|所在城市|所在地|常驻城市",
        "country": "country|国家|国家地区|国家/地区",
        "platform": "platform|network|channel|site|平台|平台名称|渠道",
        "handle": "handle|account|user|username|user name"
        "|账号|帐号|账户|抖音号|小红书号|平台账号|用户名",
        "uid": "uid|id|user id|account id|account no|用户id|账号id|达人id|星图id|蒲公英id",
        "url": "url|link|profile|page|homepage|链接|主页|主页链接|账号链接",
        "as_of": "date|day|as of|as_of|read on|snapshot|snapshot date"
        "|日期|统计日期|数据日期|采集日期|截至日期",
        "followers": "followers|fans|subscribers|follower count|subs"
        "|粉丝|粉丝数|粉丝量|关注者|订阅数",
        "following": "following|follows|关注|关注数",
        "posts": "posts|videos|notes|作品|作品数|笔记数|视频数",
        "avg_views": "avg views|average views|views|median views"
        "|平均播放|平均播放量|播放量|播放中位数|阅读中位数|平均阅读",
        "avg_likes": "avg likes|average likes|likes|平均点赞|点赞|点赞数|平均点赞数",
        "avg_comments": "avg comments|average comments|comments|平均评论|评论|评论数|平均评论数",
        "avg_shares": "avg shares|average shares|shares|平均转发|转发|分享|平均分享|转发数",
        "avg_saves": "avg saves|average saves|saves|favourites|平均收藏|收藏|收藏数",
        "completion": "completion|completion rate|完播率",
        "niches": "niche|niches|category|categories|topic|领域|垂类|类目|内容类型|标签",
        "languages": "language|languages|语言",
        "phone": "phone|mobile|telephone|tel|电话|手机|手机号|联系电话",
        "mail": "mail|email|e-mail|mail address|邮箱|电子邮箱|邮件",
        "wechat": "wechat|weixin|微信|微信号",
        "note": "note|notes text|remark|remarks|comment|备注|说明",
    }
)


def _folded(head: object) -> str:
    text = unicodedata.normalize("NFKC", str(head or "")).casefold()
    text = re.sub(r"\([^)]*\)", " ", text)
    return " ".join(re.sub(r"[_\-.:*：]+", " ", text).split())


_KNOWN = {_folded(word): name for name, words in _HEADS.items() for word in words.split("|")}

TALENT = tuple(name for name in FIELDS)
SNAPSHOTS = (
    "name", "platform", "handle", "uid", "as_of", "followers", "following", "posts", "avg_views",
    "avg_likes", "avg_comments", "avg_shares", "avg_saves", "completion", "note",
)  # fmt: skip


def guess(heads: Sequence[object], allowed: Sequence[str]) -> dict[str, int]:
    """Return {field: column} for the heads that are understood; the first such column counts."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        name = _KNOWN.get(_folded(head), "")
        if name in allowed and name not in found:
            found[name] = place
    return found


_HEAD_SCALE = re.compile(
    r"[(（]\s*(?:in |单位[:：]?\s*)?(百万|千万|亿|万|千|k|w|m)人?\s*[)）]", re.IGNORECASE
)


def power_of(head: object) -> int:
    """Return the power of ten that a head states: "粉丝数(万)" is 4, "Followers (k)" 3."""
    match = _HEAD_SCALE.search(str(head or ""))
    return _SCALES[match[1].lower()] if match else 0


_DIGITS = re.compile(r"\d{1,11}")
_COUNT = re.compile(
    r"([+-]?)([\d.,' ’]*\d)\s*(百万|千万|亿|億|万|萬|千|mn|bn|[kwmb])?\s*\+?", re.IGNORECASE
)
_SCALES = {
    "k": 3, "千": 3, "w": 4, "万": 4, "萬": 4, "m": 6, "mn": 6, "百万": 6, "千万": 7, "亿": 8,
    "億": 8, "b": 9, "bn": 9,
}  # fmt: skip
_UNIT = re.compile(r"(?:followers?|fans|subscribers?|粉丝|粉|人|个)$", re.IGNORECASE)
NOTHING = frozenset({"", "-", "–", "—", "/", "n/a", "na", "none", "无", "暂无"})


def _bad(message: Message) -> Invalid:
    return Invalid({"value": message})


def count(value: Cell, power: int = 0) -> int:
    """Return how many: 12000, "12,000", "1.2万", "12.3k", "1.2k粉丝"; refuse other than whole.

    "12,3" is refused: without a scale a mark must part thousands. `power` is the power of ten that
    the column's head states, for cells that state none.
    """
    if isinstance(value, str):
        return _within(_typed_count(value, power), value)
    if isinstance(value, bool) or value is None or isinstance(value, date):
        raise _bad(Message("A number is needed."))
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise _bad(Message("A number is needed."))
        value = round(value * 10**power, 3) if power else value
        if value != int(value):
            raise _bad(Message("{typed} is not a whole number.", typed=str(value)))
        return _within(int(value), str(value))
    return _within(int(value * 10**power), str(value))


def _within(number: int, typed: str) -> int:
    if number < 0:
        raise _bad(Message("{typed} is negative.", typed=shown(typed)))
    if number > MOST:
        raise _bad(Message("{typed} is more than an account can have.", typed=shown(typed)))
    return number


def _typed_count(typed: str, power: int) -> int:
    plain = typed.strip()
    if plain.isascii() and _DIGITS.fullmatch(plain):
        return int(plain + "0" * power)
    plain = unicodedata.normalize("NFKC", plain).replace("−", "-").strip()
    plain = _UNIT.sub("", plain).strip()
    match = _COUNT.fullmatch(plain)
    if match is None:
        if not plain:
            raise _bad(Message("A number is needed."))
        raise _bad(Message('"{typed}" is not a number.', typed=shown(typed)))
    sign, digits, word = match.groups()
    power = _SCALES[word.lower()] if word else power
    number = _marked(re.sub(r"[ '’]", "", digits), typed, scaled=power > 0).scaleb(power)
    if number != number.to_integral_value():
        raise _bad(Message('"{typed}" is not a whole number.', typed=shown(typed)))
    return int(-number if sign == "-" else number)


def _marked(digits: str, typed: str, *, scaled: bool) -> Decimal:
    """Read points and commas: thousands, or before a scale also decimals."""
    marks = re.findall(r"[.,]", digits)
    groups = re.split(r"[.,]", digits)
    even = len(groups[0]) in (1, 2, 3) and all(len(group) == 3 for group in groups[1:])
    try:
        if not marks:
            return Decimal(digits)
        if len(set(marks)) == 2 and marks[-1] not in marks[:-1]:
            return Decimal("".join(groups[:-1]) + "." + groups[-1])
        if scaled and len(marks) == 1:
            return Decimal(".".join(groups))
        if even and len(set(marks)) == 1:
            return Decimal("".join(groups))
    except InvalidOperation:
        pass
    raise _bad(
        Message(
            '"{typed}" is not a whole number: is a comma or point in the wrong place?',
            typed=shown(typed),
        )
    )


def part(value: Cell) -> Decimal:
    """Return a share of one: "38%", "0.38", 0.38."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        number = Decimal(str(value))
    else:
        plain = unicodedata.normalize("NFKC", str(value or "")).strip().replace(",", ".")
        percent = plain.endswith("%")
        try:
            number = Decimal(plain.rstrip("% "))
        except InvalidOperation:
            raise _bad(Message('"{typed}" is not a number.', typed=shown(str(value)))) from None
        if percent:
            number = number / 100
    if not number.is_finite() or not 0 <= number <= 1:
        raise _bad(Message("A share from 0 to 100 % is needed."))
    return number


ORDERS: Mapping[str, Message] = MappingProxyType(
    {"dmy": Message("day first: 15/11/2026"), "mdy": Message("month first: 11/15/2026")}
)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[ t].*)?"
)
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?: .*)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)


def day(value: Cell, order: str, today: date) -> date:
    """Return a day of a reading: ISO, 2026/11/15, 15.11.2026, 11/15/2026 by the order, a serial.

    A day with points between is always day first. What lies ahead of today is refused.
    """
    found = _day(value, order)
    if found > today:
        raise _bad(Message("{day} is in the future.", day=found))
    if found.year < 2005:
        raise _bad(Message("{day} is too long ago.", day=found))
    return found


def _day(value: Cell, order: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value))
    typed = " ".join(unicodedata.normalize("NFKC", str(value or "")).casefold().split())
    if not typed:
        raise _bad(Message("A date is needed."))
    if match := _YEAR_FIRST.fullmatch(typed) or _EIGHT.fullmatch(typed):
        return _made(int(match[1]), int(match[2]), int(match[3]), typed)
    if match := _DOTTED.fullmatch(typed):
        return _made(_year(match[3]), int(match[2]), int(match[1]), typed)
    if match := _SLASHED.fullmatch(typed):
        one, two = int(match[1]), int(match[2])
        month, number = (two, one) if order == "dmy" else (one, two)
        return _made(_year(match[3]), month, number, typed)
    if _SERIAL.fullmatch(typed):
        return _serial(float(typed))
    raise _bad(Message('"{typed}" is not a date.', typed=shown(str(value))))


def _year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _made(year: int, month: int, number: int, typed: str) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise _bad(
            Message('"{typed}" is not a day in this order of day and month.', typed=shown(typed))
        ) from None


def _serial(number: float) -> date:
    """Read a spreadsheet's day: days since the end of 1899."""
    if not 30_000 <= number <= 80_000:
        raise _bad(Message("{typed} is not a date.", typed=f"{number:g}"))
    return _EPOCH + timedelta(days=int(number))


def guess_order(values: Iterable[Cell]) -> str:
    """Return the order of day and month of a column's slashed days; day first where unclear."""
    for value in values:
        match = _SLASHED.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            continue
        if int(match[1]) > 12:
            return "dmy"
        if int(match[2]) > 12:
            return "mdy"
    return "dmy"


def words(value: Cell) -> str:
    """Return a cell as words; whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def parts(value: Cell) -> list[str]:
    """Return the entries of a cell that lists several."""
    return [
        one for one in (each.strip() for each in re.split(r"[,;/|、，；]", words(value))) if one
    ]
