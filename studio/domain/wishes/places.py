"""Finds the platforms and the objective that a client's words name."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from studio.domain.platforms import PLATFORMS, find
from studio.errors import Invalid
from studio.text import Message

# Names that mean something else too often to be believed in running text.
_COMMON = frozenset(
    (
        *("x", "red", "web", "site", "shop", "website", "ecommerce", "channels", "podcast"),
        *("ins", "li", "tw", "tt", "tb", "b", "ks", "wb", "fb", "pod", "tmall", "taobao"),
        *("wechat", "weixin", "微信", "抖", "淘宝", "电商"),
    )
)
_SHORT = frozenset({"XHS", "RED", "DY", "YT", "IG"})


def _platform_pattern() -> re.Pattern[str]:
    names: set[str] = set()
    for platform in PLATFORMS.values():
        for name in (platform.name, platform.name_zh, *platform.nicknames):
            plain = name.split(" (")[0]
            if plain.casefold() not in _COMMON and len(plain) > 1 and plain.upper() not in _SHORT:
                names.add(plain)
    longest = sorted(names, key=lambda name: (-len(name), name))
    words = [
        rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)
        for name in longest
    ]
    short = "|".join(sorted(_SHORT))
    return re.compile(rf"(?i:{'|'.join(words)})|\b(?:{short})\b")


_PLATFORMS = _platform_pattern()


def find_platforms(words: str) -> list[tuple[int, int, str]]:
    """Return where platforms are named: start, length and code, in the order they stand."""
    found = []
    for match in _PLATFORMS.finditer(words):
        code = find(match[0]) or _by_plain_name(match[0])
        if code:
            found.append((match.start(), len(match[0]), code))
    return found


def _by_plain_name(name: str) -> str:
    wanted = name.casefold()
    known = (code for code, one in PLATFORMS.items() if one.name.casefold().startswith(wanted))
    return next(known, "")


def read_platforms(words: str) -> list[str]:
    """Return the codes of the platforms named, each once; Invalid where there is none."""
    codes = [code for _start, _length, code in find_platforms(words)]
    codes += [code for word in re.split(r"[,，、/;；\s]+", words) if (code := find(word))]
    if not codes:
        raise Invalid(
            {"platforms": Message('No platform is called "{typed}".', typed=words.strip()[:40])}
        )
    return list(dict.fromkeys(codes))


_OBJECTIVES: Mapping[str, str] = MappingProxyType(
    {
        "sales": r"带货|销量|销售|转化|成交|卖货|\bsales?\b|\bsell\b|\bconversions?\b|\bgmv\b",
        "search": r"种草|搜索|\bsearch\b|\bseo\b",
        "co_creation": r"共创|\bco-?creat\w*",
        "app_install": r"下载|安装|拉新|\binstalls?\b|\bdownloads?\b",
        "engagement": r"互动|涨粉|\bengage\w*|\bfollowers\b",
        "recruiting": r"招聘|招募|\brecruit\w*|\bhiring\b",
        "event": r"活动|发布会|\bevents?\b|\blaunch party\b",
        "awareness": r"曝光|声量|知名度|品牌|\bawareness\b|\breach\b|\bbrand(?:ing)?\b",
    }
)


def read_objective(words: str) -> str:
    """Return the objective that words speak of; Invalid where they speak of none."""
    for code, pattern in _OBJECTIVES.items():
        if re.search(pattern, words, re.IGNORECASE):
            return code
    raise Invalid({"objective": Message("Choose the objective these words mean.")})
