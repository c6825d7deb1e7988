"""What `svetovod rank` shows beside the ranking."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svetovod.engine.ranking import Calibration
    from svetovod.engine.robustness import Robustness


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


def show_robustness(found: "Robustness", lang: str) -> None:
    """Intervals of places and chances of money; then single scores that decide, and how far experts agree."""
    from rich.markup import escape
    from rich.table import Table

    from svetovod.wording import robustness as words

    from .terminal import terminal

    side = 0 if lang == "ru" else 1
    console = terminal()
    console.print(f"\n[bold]{words.HEAD[side]}[/]")
    console.print(words.say_method(found, lang))
    table = Table(box=None, pad_edge=False)
    for titles, justify in words.COLUMNS:
        table.add_column(titles[side], justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in found.projects:
        table.add_row(escape(row.project), *words.say_row(row, lang))
    console.print(table)
    for line in words.say_findings(found, lang):
        console.print(escape(line))
