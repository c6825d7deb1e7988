"""Letters about questions of a seminar."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import people_holding
from svetovod.web.notices.services import tell


def answered(row: Any, answer: Any, *, actor: Any, at: datetime) -> None:
    """To whoever has asked."""

    def words() -> tuple[str, str]:
        return _("Your question is answered: %(title)s") % {"title": row.item.title}, answer.text

    url = reverse("events:seminar", args=[row.session.slug, row.item_id])
    tell([row.asker], words, key=f"question.answer:{row.pk}", url=url, at=at, but=actor)


def proposed(answer: Any, *, actor: Any, at: datetime) -> None:
    """To those who may publish it."""

    def words() -> tuple[str, str]:
        return (
            _("Proposed for everybody: %(question)s") % {"question": answer.asked},
            _("An answer of a seminar is proposed for the questions about support. Read it and publish it:"),
        )

    url = reverse("events:answer", args=[answer.session.slug, answer.question_id])
    people = people_holding(Scope.PLATFORM, [""], Role.ORGANISER, Role.REGISTRY_OFFICER)
    key = f"faq.proposed:{answer.pk}:{at:%Y%m%d%H%M}"
    tell({one.pk: one for one in people}.values(), words, key=key, url=url, at=at, but=actor)
