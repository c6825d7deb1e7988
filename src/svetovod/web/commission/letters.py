"""Letters to the commission: where and when, never how somebody voted."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.common import formatting
from svetovod.web.notices.services import tell

from .models import Sitting

Said = tuple[str, str]


def planned(sitting: Sitting, *, actor: Any, at: datetime) -> None:
    """To the members and substitutes."""

    def words() -> Said:
        named = {
            "number": sitting.number, "form": sitting.get_form_display(), "place": sitting.place or "—",
            "day": formatting.moment(sitting.starts_at), "round": sitting.round.title,
            "until": formatting.deadline(sitting.ballot_until) if sitting.ballot_until else "",
        }  # fmt: skip
        text = _("“%(round)s”. %(form)s, %(place)s. The agenda and your vote:")
        if sitting.absentia:
            text = _("“%(round)s”. Ballots are taken until %(until)s. The agenda and your vote:")
        return _("Sitting No. %(number)d of the commission: %(day)s") % named, text % named

    people = people_holding(Scope.ROUND, [sitting.round_id], Role.COMMISSION_MEMBER, Role.CHAIR)
    url = reverse("commission:sitting", args=[sitting.round.slug, sitting.number])
    tell(people, words, key=f"sitting:{sitting.pk}:planned", url=url, at=at, but=actor)
