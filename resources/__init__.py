"""Where the files that ship with the program lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent

FONTS = ROOT / "fonts"
ICONS = ROOT / "icons"
TRANSLATIONS = ROOT / "translations"
RULES = ROOT / "rules"
TEMPLATES = ROOT / "templates"
DEMO = ROOT / "demo"
