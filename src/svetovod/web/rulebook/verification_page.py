"""Verifications in words: what was read, where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from svetovod.web.common import formatting, ui

from . import bridge, selectors
from .enums import VerificationState as V
from .models import Verification


@dataclass(frozen=True, slots=True)
class VerificationRow:
    """A verification in words; `look` is the kind of its state."""

    v: Verification
    label: str
    value: str
    look: str


LOOKS = {V.PROPOSED: "clock", V.CONFIRMED: "yes", V.DECLINED: "no", V.WITHDRAWN: "none"}


def rows(found: Iterable[Verification]) -> list[VerificationRow]:
    return [
        VerificationRow(v, selectors.label_of(v.key, formatting.lang()), _value_read(v), LOOKS[V(v.state)])
        for v in found
    ]


def _value_read(v: Verification) -> str:
    """What was read; as kept where the rulebook says something else by now."""
    facts = selectors.facts()
    if not selectors.stands(v):
        return v.value
    return bridge.say_condition(facts.item(v.key), facts.value(v.key, v.edition), formatting.lang())


def path(v: Verification) -> list[ui.Step]:
    """Entered, confirmed, in force; or where it stopped."""
    entered = ui.Step(_("Entered by one officer"), formatting.moment(v.proposed_at), "done")
    second = ui.Step(_("Confirmation by another"), formatting.moment(v.confirmed_at) if v.confirmed_at else "")
    if v.state == V.PROPOSED:
        return [entered, replace(second, state="now"), ui.Step(_("Hard in new verdicts"))]
    if v.state == V.CONFIRMED:
        return [entered, replace(second, state="done"), ui.Step(_("Hard in new verdicts"), state="now")]
    closed = ui.Step(v.get_state_display(), formatting.moment(v.closed_at), "stopped")
    return [entered, *([replace(second, state="done")] if v.confirmed_at else []), closed]
