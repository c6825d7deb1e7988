"""One answer to several remarks: what may be answered now, and what is said of each."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import bulk
from svetovod.web.projects import phrases
from svetovod.web.projects.enums import RemarkState
from svetovod.web.projects.models import Remark
from svetovod.web.projects.pages import Page

OPEN = (RemarkState.NEW, RemarkState.ACCEPTED)


def deeds(page: Page, form: Any = None) -> dict[str, bulk.Deed]:
    note = _("The same words go to every remark. With a fault none is answered.")
    titles = {
        "accept": (_("Accept, with a day"), _("Accept them"), note),
        "fix": (_("Fixed: keep a new version"), _("They are fixed"),
                _("All of them are fixed in one new version of the project. With a fault none is answered.")),
        "decline": (_("Decline, with reasons"), _("Decline them"), note),
    }  # fmt: skip
    url = reverse("projects:remark_list", args=[page.project.code])
    return {
        do: bulk.Deed(do, title, button, _("Remarks"), url, said, form=form)
        for do, (title, button, said) in titles.items()
    }  # fmt: skip


def answerable(page: Page) -> list[Remark]:
    return [row for row in page.remarks if row.state in OPEN and page.can("remark.answer", row)]


def lines(page: Page, rows: Iterable[Remark]) -> Iterable[bulk.Line]:
    able = {row.pk for row in answerable(page)}
    for row in rows:
        why = "" if row.pk in able else bulk.stays(RemarkState(row.state).label)
        if row.state in OPEN and why:
            why = _("it is not yours to answer")
        yield bulk.Line(row.pk, named(page, row), row.text[:200], why)


def named(page: Page, row: Remark) -> str:
    return f"{phrases.remark_place(row, page.content)}, {row.get_severity_display()}"
