"""Curved shapes as PDF path operators; a quarter circle is one Bézier curve."""

_QUARTER = 0.5522847498


def rounded(left: float, bottom: float, width: float, height: float, radius: float) -> str:
    """Return the path of a rectangle with round corners."""
    right, top, bend = left + width, bottom + height, radius * (1 - _QUARTER)

    def curve(*places: float) -> str:
        return " ".join(f"{place:.2f}" for place in places) + " c"

    return " ".join(
        [
            f"{left + radius:.2f} {bottom:.2f} m {right - radius:.2f} {bottom:.2f} l",
            curve(right - bend, bottom, right, bottom + bend, right, bottom + radius),
            f"{right:.2f} {top - radius:.2f} l",
            curve(right, top - bend, right - bend, top, right - radius, top),
            f"{left + radius:.2f} {top:.2f} l",
            curve(left + bend, top, left, top - bend, left, top - radius),
            f"{left:.2f} {bottom + radius:.2f} l",
            curve(left, bottom + bend, left + bend, bottom, left + radius, bottom),
            "h",
        ]
    )


def ellipse(x: float, y: float, across: float, up: float) -> str:
    """Return the path of an ellipse around a centre, given its two half axes."""
    bend_across, bend_up = across * _QUARTER, up * _QUARTER
    quarters = [
        (x + across, y + bend_up, x + bend_across, y + up, x, y + up),
        (x - bend_across, y + up, x - across, y + bend_up, x - across, y),
        (x - across, y - bend_up, x - bend_across, y - up, x, y - up),
        (x + bend_across, y - up, x + across, y - bend_up, x + across, y),
    ]
    curves = (" ".join(f"{place:.2f}" for place in quarter) + " c" for quarter in quarters)
    return f"{x + across:.2f} {y:.2f} m " + " ".join(curves)
