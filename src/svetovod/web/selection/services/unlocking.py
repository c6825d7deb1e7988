"""A key in parts at work: rehearsed, its parts entered when the time has come, joined for the opening, erased."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.debug import sensitive_variables

from svetovod.web.audit.services import record
from svetovod.web.common import formatting
from svetovod.web.common.errors import Refused
from svetovod.web.selection import sealing
from svetovod.web.selection.custody import bridge
from svetovod.web.selection.custody.sheets import key_journaled
from svetovod.web.selection.custody.uses import SHEETS, Use
from svetovod.web.selection.models import KeyHolder, RoundKey, SelectionRound
from svetovod.web.selection.selectors.custody import keys_lost

from .custody import held, typed_key


def _made(use: Use, row: SelectionRound) -> RoundKey:
    key = key_journaled(use, row)
    if key is None:
        raise Refused("keys.unready", _("The key is not made yet: every holder takes a code and types it back first."))
    return key


@sensitive_variables("own")
def _share(kind: str, holder: KeyHolder, own: bridge.Holding, box: bytes | memoryview) -> str:
    try:
        return bridge.share_of(kind, holder.pk, own, box)
    except bridge.BoxError as error:
        raise Refused(
            "keys.broken",
            _(
                "The code is right, but your part of the key on the server is damaged. The other holders can open "
                "without it; the administrator restores it from a backup."
            ),
        ) from error


def _unsealed(seal: Any, kept: Iterable[tuple[int, bytes | memoryview]]) -> list[str]:
    """Those that the key of the server opens: a spoilt one counts as not entered, the public key shows what is left."""
    found = []
    for row, sealed in kept:
        try:
            found.append(seal.unseal(row, sealed))
        except sealing.SealBrokenError:
            continue
    return found


@sensitive_variables("code", "own")
@transaction.atomic
def key_rehearse(*, actor: Any, round: SelectionRound, code: str, use: Use = SHEETS, at: datetime) -> bool:
    """A share of the second secret, which opens a word and no sheet. With enough of them the rehearsal is passed."""
    actor, row, holder = held(actor, round, use, use.taking)
    key, holders = _made(use, row), use.holders(row)
    own = typed_key(actor, holder, code, at)
    if own is None:
        return False
    if holder.tried_at is None:
        share = _share("trial", holder, own, holder.trial)
        holder.tried, holder.tried_at = sealing.TRIALS.seal(holder.pk, share), at
        holder.save(update_fields=["tried", "tried_at"])
        record(actor=actor, action="keys.rehearse", subject=row, at=at, **use.told)
    tried = [(each.pk, each.tried) for each in holders.exclude(tried_at=None) if each.tried]
    if key.rehearsed_at is None and len(tried) >= key.needed:
        if not _word_opens(key, _unsealed(sealing.TRIALS, tried)):
            raise Refused(
                "keys.broken",
                _(
                    "The parts do not give the key of the rehearsal, and might not give the other. While nothing is "
                    "closed with it the secretary names the holders anew; after that call the administrator."
                ),
            )
        key.rehearsed_at = at
        key.save(update_fields=["rehearsed_at"])
        holders.update(tried=b"")
        record(actor=actor, action="keys.rehearsed", subject=row, at=at, codes=len(tried), **use.told)
    return True


def _word_opens(key: RoundKey, tried: list[str]) -> bool:
    found = bridge.joined(tried, key.trial, key.needed)
    try:
        return found is not None and bridge.word_opens(found, key.word)
    except bridge.BoxError:
        return False


@sensitive_variables("code", "own")
@transaction.atomic
def key_enter(*, actor: Any, round: SelectionRound, code: str, use: Use = SHEETS, at: datetime) -> bool:
    """A share for the opening, after the end of the scoring: sealed, and erased with the opening."""
    actor, row, holder = held(actor, round, use, use.entering)
    _made(use, row)
    if not use.over(row, at):
        raise Refused(
            "keys.early",
            _("Codes are entered after %(until)s: until then nothing may be opened.")
            % {"until": formatting.deadline(use.until(row))},
        )
    own = typed_key(actor, holder, code, at)
    if own is None:
        return False
    if holder.entered_at is None:
        share = _share("share", holder, own, holder.share)
        holder.entered, holder.entered_at = sealing.SHARES.seal(holder.pk, share), at
        holder.save(update_fields=["entered", "entered_at"])
        record(actor=actor, action="keys.enter", subject=row, at=at, **use.told)
    return True


def opening_key(row: SelectionRound, use: Use = SHEETS) -> bridge.Holding | None:
    """The private key, of the shares entered; None where the server keeps it or none was ever made."""
    key = key_journaled(use, row) if use.needed(row) else None
    if key is None:
        return None
    holders = list(use.holders(row).select_related("person"))
    entered = [(holder.pk, holder.entered) for holder in holders if holder.entered]
    if len(entered) < key.needed:
        lacking = key.needed - len(entered)
        text = ngettext_lazy(
            "%(count)d more code is needed. Not entered yet: %(names)s.",
            "%(count)d more codes are needed. Not entered yet: %(names)s.",
            lacking,
        )
        names = ", ".join(holder.person.name for holder in holders if not holder.entered)
        raise Refused("keys.few", text % {"count": lacking, "names": names})
    found = bridge.joined(_unsealed(sealing.SHARES, entered), key.public, key.needed)
    if found is None:
        raise Refused(
            "keys.broken",
            _(
                "The parts entered do not give the key: one of them is spoilt. Let one more holder enter a code. If "
                "nobody is left, call the auditor; the administrator looks for a backup."
            ),
        )
    return found


def shares_erase(row: SelectionRound, use: Use = SHEETS) -> None:
    """Whoever keeps a paper opens nothing with it any more; sheets of those who stepped back stay closed for good."""
    if not use.needed(row):
        return
    use.holders(row).update(entered=b"", tried=b"", share=b"", trial=b"")
    use.left_over(row).update(sealed=b"")


def refuse_unopenable(row: SelectionRound, person_id: int) -> None:
    """Where the person has lost a role: refused if too few of the holders are left who could enter a code."""
    for key, left in keys_lost(row, person_id):
        raise Refused(
            "keys.left",
            _(
                "This person holds a part of a key. Without it %(left)d could enter codes, and %(needed)d are needed: "
                "what it opens would stay closed for good. While nothing is closed with it name the holders anew "
                "first; after that this waits for the opening."
            )
            % {"left": left, "needed": key.needed},
        )


def refuse_reopening(row: SelectionRound) -> None:
    """Once a code is entered the sheets may be read by whoever has the server: experts score no more."""
    if SHEETS.holders(row).exclude(entered_at=None).exists():
        raise Refused(
            "keys.entered",
            _(
                "Holders of the key have entered codes already, so the scoring is not prolonged: experts would score "
                "while sheets can be opened. Sheets that are not submitted do not count."
            ),
        )
