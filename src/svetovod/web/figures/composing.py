"""The page on which an officer composes a table: its three forms as one, looked at before anything is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.registry import selectors as registry

from . import columns as cols
from . import recipients, selectors, services
from .enums import Office
from .forms import HeadForm, RecipientsForm, columns_formset
from .models import FiguresRequest

TICK = timedelta(seconds=1)  # the end of a day is the beginning of the next
FIELDS = {"figures.due": "due_on"}
TO_PEOPLE = {"figures.nobody_chosen", "figures.too_many"}


def office_of(actor: Any) -> str:
    """The office the actor asks from: the hat worn, else the first held."""
    held = [office.value for office in Office if actor.holds(office, "platform")]
    worn = actor.acting.role if actor.acting else ""
    return worn if worn in held else held[0]


def earlier_of(actor: Any, number: str) -> FiguresRequest | None:
    if not number:
        return None
    if not number.isdecimal() or len(number) > 9:
        raise Hidden
    return selectors.request_get(actor, number=int(number))


@dataclass(slots=True)
class Draft:
    """What was typed so far. Nothing is kept before it is sent."""

    head: HeadForm
    columns: Any
    people: RecipientsForm
    earlier: FiguresRequest | None
    office: str
    failed: bool = False

    @classmethod
    def of(cls, request: Any, earlier: FiguresRequest | None) -> "Draft":
        posted = request.POST if request.method == "POST" else None
        start = _start(earlier, request.moment)
        known = cols.of_plain(earlier.columns) if earlier else ()
        if posted is not None and "more" in posted:
            posted = posted.copy()
            shown = posted.get("columns-TOTAL_FORMS", "")
            total = int(shown) if shown.isdecimal() and len(shown) < 4 else 0
            posted["columns-TOTAL_FORMS"] = str(min(total + 3, cols.MOST_COLUMNS))
        people = RecipientsForm(posted, initial={"kinds": ["authority"]})
        head = HeadForm(posted, initial=start, askers=registry.askers())
        return cls(head, columns_formset(posted, columns=known), people, earlier, office_of(request.actor))

    def valid(self) -> bool:
        good = all([self.head.is_valid(), self.columns.is_valid(), self.people.is_valid()])
        self.failed = not good
        return good

    def composed(self) -> services.Composed:
        return self.head.composed(self.columns.columns(), self.earlier)

    def look(self) -> dict[str, Any]:
        """Who would get it, and the table as they will see it."""
        choice = self.people.choice()
        found = list(recipients.chosen(choice).exclude(pk=self.head.cleaned_data["asker"].pk)[: recipients.MOST + 1])
        known = recipients.contacts_of(found, choice.named, Q(office=self.office))
        rows = [(row, registry.region_name(row.region), [email for _n, email in known.get(row.pk, ())])
                for row in found]  # fmt: skip
        silent = sum(not emails for _row, _region, emails in rows)
        return {"rows": rows[:200], "all": len(rows), "silent": silent, "columns": self.columns.columns()}

    def send(self, actor: Any, at: datetime) -> FiguresRequest:
        return services.request_send(
            actor=actor, asker=self.head.cleaned_data["asker"], office=self.office, composed=self.composed(),
            choice=self.people.choice(), at=at,
        )  # fmt: skip

    def blame(self, refusal: Refused) -> None:
        form = self.people if refusal.code in TO_PEOPLE else self.head
        form.add_error(FIELDS.get(refusal.code), str(refusal))
        self.failed = True


def _start(earlier: FiguresRequest | None, moment: datetime) -> dict[str, Any]:
    if earlier is None:
        return {"year": timezone.localtime(moment).year - 1, "most_rows": 1}
    names = ("title", "basis", "text", "most_rows", "asker")
    return {name: getattr(earlier, name) for name in names} | {"year": earlier.year + 1}


def filters(show: str) -> list[tuple[str, str, bool]]:
    """Tabs above the list of those asked: (label, address, current)."""
    said = {
        "": _("Everybody"), "waiting": _("No answer yet"), "late": _("Answered late"), "disputed": _("Disputed"),
        "unconfirmed": _("Not confirmed"), "nobody": _("No address"),
    }  # fmt: skip
    return [(label, f"?show={name}#parts", name == show) for name, label in said.items()]
