"""Valid bodies of events."""

from typing import Any

from .body import Bodies, Known

EMPTY = {
    "events:cancel", "events:check_in", "events:hand_in", "events:move", "events:registrations_xlsx",
}  # fmt: skip


def _registration(known: Known) -> dict[str, Any]:
    consents = {f"consent_{pk}": "on" for pk in _documents()}
    return {
        "kind": "guest", "name": "Гость", "email": "guest@matrix.example", "region": "RU-MO",
        "organisation_name": "Завод",
    } | consents  # fmt: skip


def _documents() -> list[int]:
    from svetovod.web.events.models import ConsentDocument

    return list(ConsentDocument.objects.values_list("pk", flat=True))


def _visit(known: Known) -> dict[str, Any]:
    from svetovod.web.events.models import Visit

    return {
        "visit": Visit.objects.filter(item__session=known["session"]).order_by("-id").values_list("pk", flat=True)[0]
    }


BODIES: Bodies = {
    "events:change_visit": _visit,
    "events:consents": lambda _k: {f"consent_{pk}": "on" for pk in _documents()},
    "events:register": _registration,
    "events:transfer": lambda _k: {"name": "Коллега", "email": "colleague2@matrix.example"},
}
