"""Places in a text: Python counts characters, Qt counts UTF-16 units (an emoji is two)."""


def to_units(text: str, place: int) -> int:
    """Return how many UTF-16 units stand before a character."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def to_place(text: str, units: int) -> int:
    """Return which character begins after so many UTF-16 units; inside a pair, the one after it."""
    counted = 0
    for place, character in enumerate(text):
        if counted >= units:
            return place
        counted += 2 if ord(character) > 0xFFFF else 1
    return len(text)
