"""Several remarks at once: what may be answered or judged now, and what is said of each."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.common import bulk
from svetovod.web.projects import phrases
from svetovod.web.projects.enums import RemarkState
from svetovod.web.projects.models import Remark
from svetovod.web.projects.pages import Page
from svetovod.web.projects.states import REMARK

OPEN = (RemarkState.NEW, RemarkState.ACCEPTED)
ANSWERED = (RemarkState.FIXED, RemarkState.DECLINED)


def deeds(page: Page, form: Any = None) -> dict[str, bulk.Deed]:
    note = _("The same words go to every remark. With a fault none is answered.")
    titles = {
        "accept": (_("Accept, with a day"), _("Accept them"), note),
        "fix": (_("Fixed: keep a new version"), _("They are fixed"),
                _("All of them are fixed in one new version of the project. With a fault none is answered.")),
        "decline": (_("Decline, with reasons"), _("Decline them"), note),
    }  # fmt: skip
    url = reverse("projects:remark_list", args=[page.project.code])
    after = _("What you answered stays in the history of each. Whoever wrote a remark can open it again.")
    return {
        do: bulk.Deed(do, title, button, _("Remarks"), url, said, form=form, after=after)
        for do, (title, button, said) in titles.items()
    }  # fmt: skip


def judgements(page: Page, form: Any = None) -> dict[str, bulk.Deed]:
    """Of whoever wrote the remarks."""
    of, url = _("Remarks"), reverse("projects:remark_list", args=[page.project.code])
    close = bulk.Deed(
        "close", _("Close remarks"), _("Close them"), of, url,
        _("You are content with the answers. The team is told; a text, if you write one, goes to every remark."),
        form=form, undo="reopen",
        after=_("A closed remark can be opened again, with your reasons: the team answers it anew."),
    )  # fmt: skip
    again = bulk.Deed(
        "reopen", _("Open remarks again"), _("Open them again"), of, url,
        _("The team answers them anew by the term of new remarks. The same reasons go to every remark."), form=form,
        after=_("A remark opened again waits for the team: it is closed when it is answered."),
    )  # fmt: skip
    return {deed.do: deed for deed in (close, again)}


def judged(page: Page, rows: Iterable[Remark], action: str) -> Iterable[bulk.Line]:
    for row in rows:
        able = any(each.action == action for each in REMARK.actions_from(row.state))
        why = "" if able else bulk.stays(RemarkState(row.state).label)
        if not page.can("remark.judge", row):
            why = _("somebody else wrote it and judges it")
        yield bulk.Line(row.pk, named(page, row), row.text[:200], why)


def judgeable(page: Page) -> list[Remark]:
    """Answered, and waiting for the word of whoever reads the page."""
    return [row for row in page.remarks if row.state in ANSWERED and page.can("remark.judge", row)]


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
