"""The blank pack: each form by itself and all in one ZIP with a manifest. Equal versions, equal bytes."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from svetovod.web.common.errors import Hidden
from svetovod.web.documents.pptx import PPTX, presentation

from . import bridge
from .slides import SLIDES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRESENTATION_VERSION = 2


@dataclass(frozen=True, slots=True)
class Form:
    """A blank; `workbook` is the kind of workbook it is, empty for the presentation. `read` says who reads it back."""

    id: str
    title: Any
    about: Any
    read: Any
    workbook: str = ""

    @property
    def version(self) -> int:
        return bridge.blank_version(self.workbook) if self.workbook else PRESENTATION_VERSION

    @property
    def content_type(self) -> str:
        return XLSX if self.workbook else PPTX

    @property
    def name(self) -> str:
        return f"svetovod-{self.id}-v{self.version}.{'xlsx' if self.workbook else 'pptx'}"


FORMS = (
    Form(
        "estimate", gettext_lazy("Estimate"), gettext_lazy("The project's passport and its costs, row by row."),
        gettext_lazy("read on the project's page of the estimate"), "project",
    ),
    Form(
        "schedule", gettext_lazy("Plan-schedule"),
        gettext_lazy("Stages, their days, who answers for each, what it waits for."),
        gettext_lazy("read on the project's page of the plan-schedule"), "schedule",
    ),
    Form(
        "indicators", gettext_lazy("Indicators"), gettext_lazy("What is promised and what came of it, by half-years."),
        gettext_lazy("read on the project's page of the indicators"), "indicators",
    ),
    Form(
        "presentation", gettext_lazy("Presentation"),
        gettext_lazy("An outline slide by slide: what to show and where to take it from."),
        gettext_lazy("attached to the project as a file"),
    ),
    Form(
        "cluster", gettext_lazy("Workbook of the cluster"),
        gettext_lazy("Participants, purchases and infrastructure for the first step."),
        gettext_lazy("read on the cluster's page"), "cluster",
    ),
)  # fmt: skip


def form_get(form_id: str) -> Form:
    found = next((form for form in FORMS if form.id == form_id), None)
    if found is None:
        raise Hidden
    return found


@dataclass(frozen=True, slots=True)
class Blank:
    """A form with the file of it in one language."""

    form: Form
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        return len(self.content)


@lru_cache(maxsize=2 * len(FORMS))
def blank(form: Form, lang: str) -> Blank:
    return Blank(form, bridge.write_blank(form.workbook, lang) if form.workbook else _presentation(form, lang))


def _presentation(form: Form, lang: str) -> bytes:
    with override(lang):
        foot = _("%(form)s, form of version %(version)d") % {"form": form.title, "version": form.version}
        slides = [(str(title), [str(point) for point in points]) for title, points in SLIDES]
        return presentation(slides, title=_("Presentation of a joint project"), foot=foot, lang=lang)


def pack(lang: str, on: date) -> bytes:
    """All blanks with `manifest.json`: name, form, version, the day of the pack, SHA-256 of each."""
    blanks = [blank(form, lang) for form in FORMS]
    with override(lang):
        files = [
            {
                "name": each.form.name, "form": each.form.id, "title": str(each.form.title),
                "version": each.form.version, "date": on.isoformat(), "bytes": each.size, "sha256": each.sha256,
            }
            for each in blanks
        ]  # fmt: skip
    manifest = json.dumps({"language": lang, "date": on.isoformat(), "files": files}, ensure_ascii=False, indent=2)
    return bridge.packed({each.form.name: each.content for each in blanks} | {"manifest.json": manifest.encode()})
