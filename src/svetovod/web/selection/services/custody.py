"""A key in parts among its holders: named, codes taken and typed back, the key made.

A code is shown once and typed in; it is in no row, no entry of the journal and no message. A code that is not the
holder's own is an answer, not an exception: the journal keeps that it was tried.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from svetovod.web.audit.services import record
from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.selection.access import ACCESS
from svetovod.web.selection.custody import bridge, letters
from svetovod.web.selection.custody.uses import SHEETS, USES, Use
from svetovod.web.selection.enums import KeyPurpose
from svetovod.web.selection.models import KeyHolder, RoundKey, SelectionRound
from svetovod.web.selection.selectors.custody import who_may_hold

from ._common import locked_round, require_step

MOST_HOLDERS = 15


@transaction.atomic
def holders_name(
    *, actor: Any, round: SelectionRound, people: Iterable[Any], use: Use = SHEETS, at: datetime
) -> list[KeyHolder]:
    """Who stays keeps a code taken before; where the key is made already, everything begins anew.

    Never while something is closed with it, a sheet submitted: the key that opens it is in the hands of these holders.
    """
    actor = ACCESS.admit("keys.manage", actor, round)
    row = locked_round(round)
    require_step(use.naming, row)
    chosen = {person.pk: person for person in people}
    _refuse_unfit(use, row, chosen)
    key, holders = use.key(row), use.holders(row)
    if key is not None:
        if use.closed(row).exists():
            raise Refused(
                "keys.used", _("Something is closed with this key already: its holders stay until the opening.")
            )
        key.delete()
        holders.all().delete()
    holders.exclude(person__in=chosen).delete()
    known = set(holders.values_list("person_id", flat=True))
    KeyHolder.objects.bulk_create(
        KeyHolder(round=row, purpose=use.purpose, person_id=each) for each in chosen if each not in known
    )
    record(
        actor=actor, action="keys.holders", subject=row, at=at, needed=use.needed(row),
        holders=sorted(str(person.pseudonym) for person in chosen.values()), **use.told,
    )  # fmt: skip
    letters.key_held(row, [person for person in chosen.values() if person.pk not in known], use, at=at)
    _make(use, actor, row, at)
    return list(holders.all())


def _refuse_unfit(use: Use, row: SelectionRound, chosen: dict[int, Any]) -> None:
    needed = use.needed(row)
    if not needed:
        raise Refused("keys.server", _("In this selection the server keeps this key, as announced."))
    if set(chosen) - {person.pk for person in who_may_hold(row)}:
        raise Refused("keys.outsider", _("Parts of the key are held by members of the commission and the secretary."))
    if not needed <= len(chosen) <= MOST_HOLDERS:
        raise Refused(
            "keys.number",
            _("Name at least %(needed)d holders and at most %(most)d: so many codes are needed as announced.")
            % {"needed": needed, "most": MOST_HOLDERS},
        )


def held(actor: Any, round_: SelectionRound, use: Use, step: str) -> tuple[Any, SelectionRound, KeyHolder]:
    """The actor, the round and the actor's part, under locks, where the step is there."""
    actor = ACCESS.admit("keys.hold", actor, round_)
    row = locked_round(round_)
    require_step(step, row)
    holder = use.holders(row).select_for_update(no_key=True).filter(person_id=actor.person_id).first()
    if holder is None:  # named anew while this one waited for the lock
        raise Hidden
    return actor, row, holder


@sensitive_variables("code")
@transaction.atomic
def key_take(*, actor: Any, round: SelectionRound, use: Use = SHEETS, at: datetime) -> str:
    """A new code of the actor, to be shown once; what is kept is its public key. An earlier code is void."""
    actor, row, holder = held(actor, round, use, use.taking)
    if use.key(row) is not None:
        raise Refused("keys.made", _("The key is made: codes are not given out any more."))
    code = bridge.code_make()
    holder.public, holder.taken_at, holder.confirmed_at = bridge.holding(code, row.pk, use.word).public, at, None
    holder.save(update_fields=["public", "taken_at", "confirmed_at"])
    record(
        actor=actor, action="keys.code", subject=row, at=at, fingerprint=bridge.fingerprint(holder.public), **use.told,
    )  # fmt: skip
    return code


@sensitive_variables("typed", "own")
def typed_key(actor: Any, holder: KeyHolder, typed: str, at: datetime) -> bridge.Holding | None:
    """None for a code of somebody else, which is journaled. Raises `Refused` for what is no code at all."""
    use = USES[KeyPurpose(holder.purpose)]
    try:
        own = bridge.holding(typed, holder.round_id, use.word)
    except bridge.CodeError as error:
        raise Refused(f"code.{error.why}", NO_CODE[error.why]) from None
    if own.public != holder.public:
        record(actor=actor, action="keys.wrong", subject=holder.round, at=at, **use.told)
        return None
    return own


NO_CODE = {
    "length": _("A code has 33 signs: eight groups of four and one more. Compare it with your paper."),
    "sign": _("There is a sign that no code has: codes are digits and Latin letters. Compare it with your paper."),
    "check": _("There is a slip in the code: one sign or more differ from your paper. Type it once more."),
}


@sensitive_variables("code")
@transaction.atomic
def key_confirm(*, actor: Any, round: SelectionRound, code: str, use: Use = SHEETS, at: datetime) -> bool:
    """The holder has the code on paper. The last confirmation makes the key; a second one changes nothing."""
    actor, row, holder = held(actor, round, use, use.taking)
    if not holder.public:
        raise Refused("keys.untaken", _("Take your code first."))
    if typed_key(actor, holder, code, at) is None:
        return False
    if holder.confirmed_at is None:
        holder.confirmed_at = at
        holder.save(update_fields=["confirmed_at"])
        record(actor=actor, action="keys.confirm", subject=row, at=at, **use.told)
        _make(use, actor, row, at)
    return True


def _make(use: Use, actor: Any, row: SelectionRound, at: datetime) -> None:
    """The key and that of the rehearsal, once every holder has confirmed: in this transaction, or not at all.

    Whoever holds no role in the round any more could not enter a code: such holders are left out, and not waited for.
    """
    still = {person.pk for person in who_may_hold(row)}
    needed = use.needed(row)
    holders = [holder for holder in use.holders(row).order_by("pk") if holder.person_id in still]
    waiting = len(holders) < needed or any(holder.confirmed_at is None for holder in holders)
    if waiting or use.key(row) is not None:
        return
    use.holders(row).exclude(person__in=still).delete()
    publics = {holder.pk: holder.public for holder in holders}
    real, trial = (bridge.split(kind, needed, publics) for kind in ("share", "trial"))
    for holder in holders:
        holder.share, holder.trial = real.boxes[holder.pk], trial.boxes[holder.pk]
    KeyHolder.objects.bulk_update(holders, ["share", "trial"])
    entry = record(
        actor=actor, action="keys.make", subject=row, at=at, needed=needed, holders=len(holders),
        public=real.public, fingerprint=bridge.fingerprint(real.public), **use.told,
    )  # fmt: skip
    RoundKey.objects.create(
        round=row, purpose=use.purpose, public=real.public, needed=needed, made_at=at, trial=trial.public,
        word=bridge.word_box(trial.public), ledger_index=entry.index,
    )  # fmt: skip
