"""Templates of occasions for those who keep them: what is kept, what may stand in one, one filled with a sample."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from svetovod.web.common.errors import Hidden, Refused
from svetovod.web.documents.models import Attachment
from svetovod.web.documents.services import upload_look
from svetovod.web.projects.access import ACCESS
from svetovod.web.projects.models import ApplicationTemplate
from svetovod.web.projects.selectors import section_list, usual_list

from . import application, sample
from .template import words
from .template.fields import Field, known


@dataclass(frozen=True, slots=True)
class Known:
    """A name as it is written, what it says; `loop` is the loop a list is gone through with."""

    name: str
    label: Any
    obligatory: bool
    loop: str


def kept(actor: Any, occasion: str) -> list[ApplicationTemplate]:
    """The newest first, each with its `file`."""
    ACCESS.require("template.write", actor, ApplicationTemplate(occasion=occasion))
    rows = list(ApplicationTemplate.objects.filter(occasion=occasion).select_related("made_by").order_by("-number"))
    files = Attachment.objects.filter(
        subject_type="projects.applicationtemplate", subject_id__in=[str(row.pk) for row in rows]
    )
    by_row = {file.subject_id: file for file in files}
    for row in rows:
        row.file = by_row.get(str(row.pk))  # type: ignore[attr-defined]
    return rows


def names_of(occasion: str) -> list[Known]:
    """Everything that may stand in a template for the occasion, sections by their keys too."""
    asked = section_list(occasion) or usual_list()
    titles = {each.key: each.title["ru"] for each in asked.sections}
    return list(_listed(known(list(titles)), "", titles))


def _listed(fields: Mapping[str, Field], before: str, titles: Mapping[str, str]) -> Any:
    for name, field in fields.items():
        label = titles.get(name, field.label) if before == "texts." else field.label
        if field.many:
            yield Known(f"{before}{name}", label, field.obligatory, f"{{%p for one in {before}{name} %}}")
            yield from _listed(field.within or {}, "one.", titles)
        elif field.within:
            yield from _listed(field.within, f"{before}{name}.", titles)
        else:
            yield Known(f"{before}{name}", label, field.obligatory, "")


def look(occasion: str, upload: Any) -> list[dict[str, Any]]:
    """All that is wrong with an upload, as plain rows; raises `Refused` for what is no DOCX at all."""
    if upload_look(upload) != "docx":
        raise Refused("template.type", _("A template is a DOCX file."))
    from .template.checking import check  # loads jinja2: only where a template comes

    asked = section_list(occasion) or usual_list()
    upload.seek(0)
    return [asdict(fault) for fault in check(upload.read(), known([each.key for each in asked.sections]))]


def faults_of(actor: Any, occasion: str, upload: Any) -> list[dict[str, Any]]:
    """The same for whoever may keep a template, in words."""
    ACCESS.require("template.write", actor, ApplicationTemplate(occasion=occasion))
    return [said(fault) for fault in look(occasion, upload)]


def said(fault: Mapping[str, Any]) -> dict[str, Any]:
    return words.said(fault)


def preview(actor: Any, occasion: str, kind: str, at: datetime) -> bytes:
    """The template in force, or the usual one, filled with an invented project; `pdf` or `docx`."""
    ACCESS.require("template.write", actor, ApplicationTemplate(occasion=occasion))
    if kind not in {"pdf", "docx"}:
        raise Hidden
    row = ApplicationTemplate.objects.filter(occasion=occasion).last()
    made, path = sample.source(occasion, at), application.of(row).path
    return application.pdf(made, path) if kind == "pdf" else application.docx(made, path)
