"""What a signed-in person finds beside what is public: projects of one's own, drafts and ideas one answers for,
pages about oneself, pages of one's offices, of the sessions one organises and of the selections one has a part in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from svetovod.web.accounts.enums import Role, Scope
from svetovod.web.accounts.selectors import own_pages
from svetovod.web.common.context import utility_links
from svetovod.web.events import selectors as events
from svetovod.web.projects import selectors as projects
from svetovod.web.registry import selectors as registry
from svetovod.web.selection import selectors as selection

from . import offices
from .public.entries import Entry


def entries(actor: Any, moment: datetime) -> Iterator[Entry]:
    if not actor.person_id:
        return
    yield Entry(_("Page"), _("My desk"), "", reverse("portal:desk"))
    for label, url in own_pages(actor):
        yield Entry(_("Page"), label, "", url)
    yield from offices.entries(actor)
    for link in utility_links(actor, moment):
        yield Entry(_("Page"), str(link.label), "", link.url)
    for project in projects.projects_own(actor):
        text = f"{project.title} {project.cluster.name} {project.get_state_display()}"
        yield Entry(_("Joint project"), f"{project.code} {project.title}", text, project.get_absolute_url())
    for cluster in registry.clusters_visible(actor).order_by("name_sort", "id"):
        yield Entry(_("Cluster"), cluster.name, cluster.get_state_display(),
                    reverse("registry:cluster_detail", args=[cluster.slug]))  # fmt: skip
    led = actor.scope_ids(Scope.SESSION, Role.ORGANISER)
    for session in events.sessions_visible(actor):
        yield Entry(_("Practical session"), session.title, session.place,
                    reverse("events:session_detail", args=[session.slug]))  # fmt: skip
        yield from offices.of_session(session) if session.slug in led else ()
    held = actor.scope_ids(Scope.ROUND)
    for view in selection.rounds_visible(actor, moment):
        yield Entry(_("Selection"), view.round.title, str(view.state_label),
                    reverse("selection:round", args=[view.round.slug]))  # fmt: skip
        if str(view.round.pk) in held and not view.round.archived:
            for label, url in selection.parts_of(actor, view):
                yield Entry(_("Page"), str(label), view.round.title, url)
