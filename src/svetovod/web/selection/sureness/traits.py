"""What scores are held against: region and size of those who lead the projects, the order of sheets."""

from svetovod.web.registry.selectors import workers_by_inn
from svetovod.web.selection.enums import SheetState
from svetovod.web.selection.models import ScoreSheet, SelectionRound

THIRDS = ("smaller", "middle", "larger")


def traits_of(round_: SelectionRound) -> dict[str, dict[str, str]]:
    """By project code: the region of the initiator, and the third it falls into by workers, where these are known."""
    rows = round_.applications.filter(serial__isnull=False).select_related("project__initiator")
    led = {row.project.code: row.project.initiator.inn for row in rows}
    regions = {row.project.code: str(row.initiator.get("region", "")) for row in rows}
    workers = workers_by_inn({row.project.cluster_id for row in rows})
    known = sorted((workers[inn], code) for code, inn in led.items() if inn in workers)
    size = {code: THIRDS[place * 3 // len(known)] for place, (_count, code) in enumerate(known)}
    return {"region": {code: region for code, region in regions.items() if region}, "size": size}


def order_of(round_: SelectionRound) -> dict[tuple[str, str], int]:
    """By project and expert the place of the sheet among all, as they were handed in."""
    rows = ScoreSheet.objects.filter(assignment__application__round=round_, state=SheetState.OPENED)
    keys = rows.order_by("submitted_at", "pk").values_list(
        "assignment__application__project__code", "assignment__member__code"
    )
    return {(project, expert): place for place, (project, expert) in enumerate(keys)}
