"""Many applications admitted at once: those whose checks came to the same end, each on its own ground."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common import bulk, formatting
from svetovod.web.common.errors import Refused

from . import services
from .access import ACCESS
from .models import Application, SelectionRound
from .phrases import CHECKLIST


def deeds(round_: SelectionRound) -> dict[str, bulk.Deed]:
    of, url = _("Register of applications"), reverse("selection:desk", args=[round_.slug])
    admit = bulk.Deed(
        "admit", _("Admit applications"), _("Admit them"), of, url,
        _("Only those with no open point: every item conforms, and where those who check differed it was settled. Each "
          "gets its own decision, entry in the journal and letter; the others stay, whatever is admitted here."),
        after=_("An admission cannot be taken back: the applicants have been told. What was overlooked the experts and "
                "the commission say."),
    )  # fmt: skip
    return {admit.do: admit}


def lines(actor: Any, rows: Iterable[Application]) -> Iterable[bulk.Line]:
    for row in rows:
        title = f"{row.project.code} {row.filed_title or ''}".strip()  # type: ignore[attr-defined]
        named = ", ".join(filter(None, (title, str(row.initiator.get("name", "")))))
        why = _obstacle(actor, row)
        yield bulk.Line(
            row.pk, f"{row.number}, {formatting.money_short(row.requested)}", named, why, "" if why else _ground(row)
        )


def _obstacle(actor: Any, row: Application) -> str:
    """What the service would refuse it for."""
    if not ACCESS.allows("application.decide", actor, row):
        return _("You take part in this application: another decides on it.")
    try:
        services.admission_check(row)
    except Refused as refusal:
        return str(refusal)
    return ""


def _ground(row: Application) -> str:
    reviews = services.reviews_finished(row)
    said = ngettext(
        "%(n)d item conforms; checked by: %(people)s", "all %(n)d items conform; checked by: %(people)s", len(CHECKLIST)
    ) % {"n": len(CHECKLIST), "people": ", ".join(str(each.officer) for each in reviews)}
    settled = sum(bool(each.ground) for each in row.checks.all())
    if not settled:
        return said
    more = ngettext("%(n)d difference was settled", "%(n)d differences were settled", settled) % {"n": settled}
    return f"{said}; {more}"
