"""Secret and open fields of handover."""

from .scene import NOW, Canaries, person

OPEN = {
    "handover.Handover": "places roles ended",
}
SECRET = {
    "handover.Handover": {
        "ground": "words of a handover", "forced_reason": "words of a handover", "held_up": "words of a handover",
        "outcome": "later: made of what stands beside it",
    },
    "handover.Succession": {"reason": "words of a handover"},
}  # fmt: skip


def plant() -> Canaries:
    """Between two people of one enterprise: nobody else reads why."""
    from svetovod.web.handover.models import Handover, Succession

    said, leaver = "канарейкаухода", person("background")
    place = leaver.grants.filter(scope="organisation").first()
    key = ["organisation", place.scope_id if place else "0"]
    row = Handover.objects.create(
        leaver=leaver, started_by=leaver, started_at=NOW, leaves_on=NOW.date(), places=[key], ground=said,
        forced_reason=said, held_up=said,
    )  # fmt: skip
    Succession.objects.create(handover=row, work="roles", successor=leaver, declined_at=NOW, reason=said)
    return {"words of a handover": (said, {"admin"})}
