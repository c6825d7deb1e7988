"""The folder of whoever presides: everything a sitting needs, in one PDF with bookmarks."""

from datetime import datetime
from typing import Any

from django.utils.translation import override

from svetovod.web.selection.enums import REGISTERED, ApplicationState

from .catalogue import KINDS, folder
from .words import LANG, texts


def chair_folder(sitting: Any, at: datetime) -> bytes:
    """Agenda, a card of every project in the order of the ranking, summary sheet, draft protocol."""
    round_ = sitting.round
    kinds = [key for key in ("agenda", "card", "summary", "sitting") if KINDS[key].there(round_.state)]
    with override(LANG):
        made = []
        for key in kinds:
            subjects = {"agenda": [sitting], "summary": [round_], "sitting": [sitting]}.get(key)
            made += [KINDS[key].maker(each, at) for each in (subjects or _applications(round_))]
        return folder(texts()["folder"]["title"], made, at)


def _applications(round_: Any) -> list[Any]:
    """In the order of the ranking, those without a place after it."""
    rows = round_.applications.filter(state__in=REGISTERED).exclude(state=ApplicationState.NOT_ADMITTED)
    rows = rows.select_related("project__cluster", "version", "round").order_by("serial")
    run = round_.runs.order_by("-id").first()
    ranks = {place["project"]: place["rank"] for place in run.result["ranking"]} if run else {}
    return sorted(rows, key=lambda row: ranks.get(row.project.code, 10**6))
