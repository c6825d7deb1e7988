"""What each number counts. A number says what happened at a session and after it, never because of what."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .counting import Step

GROUPS: dict[Step, Callable[[], str]] = {
    Step.CAME: lambda: _("People"),
    Step.HELD: lambda: _("Business meetings"),
    Step.PROJECTS: lambda: _("Projects and their applications"),
    Step.REPORTS: lambda: _("After the award"),
}
_MEANINGS: dict[Step, Callable[[], str]] = {
    Step.CAME: lambda: _("Registrations marked at the door."),
    Step.HELD: lambda: _("Meetings and cooperation tables that one of those who met says took place."),
    Step.INTENTIONS: lambda: _("Of them those in which a side names an intention to work together or a joint project."),
    Step.BEGUN: lambda: _("Meetings in which a joint project was begun, and tables held around one."),
    Step.PROJECTS: lambda: _("Presented at the session, begun in one of its meetings, or both."),
    Step.FILED: lambda: _(
        "Applications of these projects to selections whose intake ended after the session began and whose result is "
        "published. Rehearsals do not count."
    ),
    Step.ADMITTED: lambda: _("Of them those that passed the formal check."),
    Step.FUNDED: lambda: _("Of them those that the published result gives money, in whole or in part."),
    Step.AGREEMENTS: lambda: _("Funded projects whose agreement on the subsidy is entered, by the day of its signing."),
    Step.REPORTS: lambda: _("Half-years whose indicators these projects have told of. Their figures stay with them."),
}


def meaning(step: Step, *, whole: bool) -> str:
    if step == Step.PROJECTS and not whole:
        return _("Presented at the session.")
    return _MEANINGS[step]()
