"""Who is told what came of the comparison: the organisation's people, and who leads the clusters it takes part in."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import formatting
from svetovod.web.notices.enums import Topic
from svetovod.web.notices.services import tell
from svetovod.web.registry.models import NumberCheck
from svetovod.web.registry.organisations.letters import concerned


def rejected(check: NumberCheck, actor: Any) -> None:
    def words() -> tuple[str, str]:
        said = _said(check)
        text = _(
            "The state register does not confirm the numbers of %(organisation)s, INN %(inn)s (extract %(source)s of "
            "%(day)s): %(reason)s. Nothing is closed by it; correct the KPP among its places, or write to the officer "
            "of the registry where the INN is wrong."
        )
        return _("Numbers are not confirmed: %(organisation)s") % said, text % said

    # asks for something to be done, so nobody may call it off
    _tell(check, words, actor)


def verified(check: NumberCheck, actor: Any) -> None:
    def words() -> tuple[str, str]:
        said = _said(check)
        text = _(
            "The numbers of %(organisation)s, INN %(inn)s, agree with the state register now: extract %(source)s of "
            "%(day)s."
        )
        return _("Numbers are confirmed: %(organisation)s") % said, text % said

    _tell(check, words, actor, topic=Topic.RECORDS)


def _tell(check: NumberCheck, words: Any, actor: Any, *, topic: str = "") -> None:
    url = reverse("registry:organisation", args=[check.inn])
    tell(
        concerned(check.organisation),
        words,
        key=f"numbers:{check.pk}",
        at=check.made_at,
        but=actor,
        url=url,
        topic=topic,
    )


def _said(check: NumberCheck) -> dict[str, str]:
    return {
        "organisation": str(check.organisation), "inn": check.inn, "source": check.source, "reason": check.reason,
        "day": formatting.day(check.on),
    }  # fmt: skip
