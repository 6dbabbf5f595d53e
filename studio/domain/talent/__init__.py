"""Talent: the kinds of people and characters before and behind the camera, and their crafts."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.domain import gates, identifiers
from studio.text import Message

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "creator": Message("Creator"),
        "host": Message("Live host"),
        "virtual": Message("Virtual talent"),
        "model": Message("Model"),
        "voice": Message("Voice"),
        "public_figure": Message("Public figure"),
        "crew": Message("Crew"),
    }
)

ON_CAMERA = tuple(kind for kind in KINDS if kind != "crew")
"""Everybody who is seen or heard; the rest is crew."""

DISCIPLINES: Mapping[str, Message] = MappingProxyType(
    {
        "director": Message("Director"),
        "producer": Message("Producer"),
        "writer": Message("Writer"),
        "dop": Message("Director of photography"),
        "camera": Message("Camera"),
        "sound": Message("Sound"),
        "gaffer": Message("Gaffer"),
        "art": Message("Art department"),
        "stylist": Message("Stylist"),
        "mua": Message("Make-up and styling"),
        "editor": Message("Editor"),
        "colourist": Message("Colourist"),
        "motion": Message("Motion designer"),
        "designer": Message("Designer"),
        "photographer": Message("Photographer"),
        "live_director": Message("Live director"),
        "stream_tech": Message("Stream technician"),
        "assistant": Message("Assistant"),
        "translator": Message("Translator"),
    }
)
"""What somebody in the crew does (domain 2.2)."""

GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "code": gates.words(16),
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "kind": gates.choice(KINDS),
        "discipline": gates.choice(DISCIPLINES, optional=True),
        "city": gates.words(80),
        "person_id": gates.record,
        "country": gates.words(2),
        "bio": gates.long_words(2000),
        "bio_zh": gates.long_words(2000),
        "niches": gates.word_list(40, 20),
        "languages": gates.word_list(8, 20),
        "values": gates.word_list(40, 20),
        "skills": gates.word_list(40, 30),
        "brand_safety": gates.long_words(2000),
        "do_not_pitch": gates.flag,
        "do_not_pitch_reason": gates.words(300),
        "phone": identifiers.phone,
        "mail": identifiers.email,
        "wechat": gates.words(60),
        "note": gates.long_words(),
    }
)
