"""Valid bodies of business meetings."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, Known

EMPTY = {
    "matchmaking:answer", "matchmaking:delegate_remove", "matchmaking:cooperation_answer",
    "matchmaking:cooperation_project", "matchmaking:project",
    "matchmaking:publish", "matchmaking:repair",
    "matchmaking:run", "matchmaking:stop",
}  # fmt: skip


def _plan(known: Known) -> dict[str, Any]:
    item = known["session"].items.filter(kind="meetings").first()
    return {
        "item": item.pk if item else 0, "minutes": "20", "tables": "10", "pause_from": "13:00", "pause_minutes": "30",
        "wishes_until": "2021-06-22T18:00", "seconds": "30",
    }  # fmt: skip


def _received(known: Known) -> dict[str, Any]:
    waiting = known["session"].meeting_wishes.filter(state="proposed").order_by("-pk")
    return {"row": list(waiting.values_list("pk", flat=True)), "do": "accept"}


def _profile(known: Known) -> dict[str, Any]:
    body = {"about": "Кабели", "visible": "session", "makes-0-okpd2": "27.31.11"}
    for kind in ("makes", "buys", "seeks"):
        body |= {f"{kind}-TOTAL_FORMS": "1", f"{kind}-INITIAL_FORMS": "0"}
    return body


def _schedule(known: Known) -> dict[str, Any]:
    """A workbook that puts the first agreed meeting at its first table."""
    from svetovod.engine.model import MeetingEvent, PlacedMeeting
    from svetovod.engine.workbooks.write import write_schedule

    agreed = known["session"].meeting_wishes.filter(state="accepted").order_by("pk").first()
    lines = [PlacedMeeting(str(agreed.pk if agreed else 1), 1, 1)]
    return {"file": SimpleUploadedFile("schedule.xlsx", write_schedule(MeetingEvent(1, 1, (), ()), lines))}


BODIES: Bodies = {
    "matchmaking:answer_many": _received,
    "matchmaking:cooperation": lambda _k: {"title": "Оболочки", "idea": "Оболочка из своего полимера"},
    "matchmaking:cooperation_invite": lambda k: {"guest": k.get("receiver", 0), "role": "bank"},
    "matchmaking:cooperation_minutes": lambda _k: {"minutes": "Образец", "result": "contact", "note": ""},
    "matchmaking:delegation": lambda _k: {"name": "Директор"},
    "matchmaking:delegation_split": lambda _k: {"goes-0": ""},
    "matchmaking:cooperation_want": lambda _k: {"begins": "2"},
    "matchmaking:late": lambda k: {"enterprise": k.get("guest", 0), "slot": "3"},
    "matchmaking:fix": lambda k: {"meeting": str(k.get("fixed", 0)), "slot": "2"},
    "matchmaking:want": lambda _k: {"begins": "2", "after": ""},
    "matchmaking:invite": lambda k: {"receiver": k.get("receiver", 0), "word": "Кабель", "priority": "wish"},
    "matchmaking:opinion": lambda _k: {"useful": "yes"},
    "matchmaking:outcome": lambda _k: {"result": "contact", "note": ""},
    "matchmaking:plan": _plan,
    "matchmaking:profile": _profile,
    "matchmaking:schedule_import": _schedule,
    "matchmaking:tables": lambda _k: {"lost": ["1"]},
}
