"""What handovers know about a person: their grounds and reasons were written about people, and go with them."""

from typing import Any

from .models import Handover, Succession


def erase(person: Any) -> None:
    """The lists of what passed stay, with pseudonyms behind them; words about the person go."""
    Handover.objects.filter(leaver=person).update(ground="", forced_reason="", held_up="")
    Succession.objects.filter(handover__leaver=person).update(reason="")
    Succession.objects.filter(successor=person).update(reason="")


def export(person: Any) -> list[dict[str, Any]]:
    left = Handover.objects.filter(leaver=person).values("started_at", "leaves_on", "state", "ground", "closed_at")
    taken = Succession.objects.filter(successor=person).values(
        "work", "accepted_at", "declined_at", "reason", "handover__leaves_on", "handover__state"
    )
    return [*map(dict, left), *map(dict, taken)]
