"""What `svetovod rank` shows beside the ranking."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svetovod.engine.ranking import Calibration


def show_calibration(found: "Calibration", lang: str) -> None:
    """Shifts of experts, then places that would be others; the ranking above stays what it is."""
    from rich.markup import escape

    from svetovod.wording.calibration import HEAD, say_place, say_refusal, say_shift

    from .terminal import terminal

    side = 0 if lang == "ru" else 1
    console = terminal()
    console.print(f"\n[bold]{HEAD[side]}[/]")
    if found.refused:
        console.print(escape(say_refusal(found, lang)))
        return
    for shift in found.shifts:
        console.print(escape(say_shift(shift, lang)))
    moved = [place for place in found.places if place.rank != place.plain_rank]
    console.print(("Местами поменялись бы: {}", "Places that would change: {}")[side].format(len(moved)))
    for place in moved:
        console.print(escape(say_place(place, lang)))
