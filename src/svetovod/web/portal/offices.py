"""Pages of an office, found by name by whoever may open them: those of no single thing, an organiser's of a session."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from svetovod.web.common.access import AccessTable

from .public.entries import Entry

# the right that opens it, its address, what it is called there
PAGES: tuple[tuple[str, str, str, Any], ...] = (
    ("notices", "problem.view", "notices:problem_list", gettext_lazy("Reports of problems")),
    ("notices", "mail.view", "notices:mail_list", gettext_lazy("Outbox")),
    ("notices", "mail.view", "notices:sample_list", gettext_lazy("All letters")),
    ("notices", "mail.view", "notices:hold_list", gettext_lazy("Addresses that take no letters")),
    ("registry", "organisation.list", "registry:organisation_list", gettext_lazy("Organisations")),
    ("registry", "organisation.merge", "registry:duplicates", gettext_lazy("Entered twice")),
    ("registry", "organisation.verify", "registry:numbers", gettext_lazy("Numbers to compare")),
    (
        "registry", "particular.import", "registry:particulars_import",
        gettext_lazy("Directors, founders and contacts: a file"),
    ),
    ("registry", "bulk.create", "registry:bulk_list", gettext_lazy("Workbooks of many clusters")),
    ("regions", "survey.list", "regions:survey_list", gettext_lazy("Surveys of purchases")),
    ("regions", "registry_file.list", "regions:registry_list", gettext_lazy("State registries")),
    ("figures", "requests.compose", "figures:table_new", gettext_lazy("New request for figures")),
    ("events", "session.create", "events:session_new", gettext_lazy("New session")),
    ("events", "session.create", "events:consent_texts", gettext_lazy("Texts of consents")),
    ("selection", "round.create", "selection:round_new", gettext_lazy("New selection")),
    ("selection", "profile.edit", "selection:profile", gettext_lazy("Profile of an expert")),
)  # fmt: skip

# pages of a session: the address and what it is called there
OF_SESSION: tuple[tuple[str, Any], ...] = (
    ("plan", gettext_lazy("Planning")), ("registrations", gettext_lazy("Registrations")),
    ("invitations", gettext_lazy("Invitations")), ("announce", gettext_lazy("Announcements")),
    ("form", gettext_lazy("Questions of the form")), ("door", gettext_lazy("Door")),
    ("pitches", gettext_lazy("Presentations")), ("seminars", gettext_lazy("Seminars")),
    ("visits", gettext_lazy("Visits")), ("sheets", gettext_lazy("Remarks on paper")),
    ("press", gettext_lazy("Press")), ("archive_desk", gettext_lazy("Keep the archive")),
    ("after", gettext_lazy("After the session")),
)  # fmt: skip


def of_session(session: Any) -> Iterator[Entry]:
    for name, label in OF_SESSION:
        yield Entry(_("Page"), str(label), session.title, reverse(f"events:{name}", args=[session.slug]))


def entries(actor: Any) -> Iterator[Entry]:
    """Asks no database: rights without an object are those of the roles that are held."""
    for app, action, name, label in PAGES:
        if AccessTable.TABLES[app].allows(action, actor):
            yield Entry(_("Page"), str(label), "", reverse(name))
