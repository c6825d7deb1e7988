"""The job of a bulk import: whatever is in line, file by file, each in a transaction of its own."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from svetovod.web.accounts.actors import actor_of
from svetovod.web.common.errors import Denied, Hidden, Refused
from svetovod.web.registry.enums import BulkState
from svetovod.web.registry.models import BulkFile, BulkImport
from svetovod.web.registry.states import BULK_FILE

from .applying import file_apply, file_undo
from .reading import conflicts_find, file_read

LINE = (BulkState.WAITING, BulkState.QUEUED, BulkState.UNDOING)
_STUCK = {BulkState.WAITING: "refuse", BulkState.QUEUED: "fail", BulkState.UNDOING: "keep"}
log = logging.getLogger(__name__)


def run(bulk_id: int, *, at: datetime) -> None:
    """Goes on where a killed worker stopped: what is done is not done again."""
    bulk = BulkImport.objects.select_related("made_by").filter(pk=bulk_id).first()
    if bulk is None:
        return
    actor = actor_of(bulk.made_by)
    _each(bulk, BulkState.WAITING, lambda pk: file_read(actor=actor, file_id=pk, at=at))
    conflicts_find(bulk=bulk)
    _each(bulk, BulkState.QUEUED, lambda pk: file_apply(actor=actor, file_id=pk, at=at))
    _each(bulk, BulkState.UNDOING, lambda pk: file_undo(actor=actor, file_id=pk, at=at))


def unfinished() -> list[int]:
    return list(BulkFile.objects.filter(state__in=LINE).order_by("bulk").values_list("bulk", flat=True).distinct())


def _each(bulk: BulkImport, state: str, do: Callable[[int], Any]) -> None:
    for pk in list(bulk.files.filter(state=state).values_list("pk", flat=True)):
        try:
            do(pk)
        except Refused as refusal:
            _stop(pk, state, refusal.code)
        except (Denied, Hidden):
            _stop(pk, state, "denied")
        except Exception:  # one bad file must not stop the others
            log.exception("bulk import %s, file %s", bulk.pk, pk)
            _stop(pk, state, "unexpected")


@transaction.atomic
def _stop(pk: int, state: str, code: str) -> None:
    file = BulkFile.objects.select_for_update(no_key=True).defer("raw", "content").get(pk=pk)
    if file.state == state:
        BULK_FILE.move(file, _STUCK[BulkState(state)])
        file.reason = {"code": code}
        file.save(update_fields=["state", "reason"])
