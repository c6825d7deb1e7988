"""The application by the template of the round that the project goes to, or by the usual one."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from svetovod.web.documents.selectors import fault_of, stored
from svetovod.web.projects.models import ApplicationTemplate, JointProject

from .passport import lacking
from .source import Filled, Source
from .template import setting
from .template.fields import context

USUAL = Path(__file__).parents[1] / "templates" / "projects" / "application.docx"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`path` of the DOCX, and what it is in words."""

    path: Path
    said: str


def chosen(project: JointProject) -> Chosen:
    occasion = project.section_list.occasion if project.section_list else ""
    row = ApplicationTemplate.objects.filter(occasion=occasion).last() if occasion else None
    return of(row)


def of(row: ApplicationTemplate | None) -> Chosen:
    """The usual template where a round has none, or its file is no more what it was."""
    if row is None:
        return Chosen(USUAL, _("by the usual template"))
    if fault_of(row.sha256):
        said = _("by the usual template: the file of template No. %(number)d of the selection cannot be used")
        return Chosen(USUAL, said % {"number": row.number})
    return Chosen(stored(row.sha256), _("by template No. %(number)d of the selection") % {"number": row.number})


def docx(source: Source, template: Path) -> bytes:
    """Filled once a source: its PDF is set from the same bytes."""
    if template not in source.documents:
        from .template import filling  # loads jinja2: only where a document is made

        with template.open("rb") as file:
            source.documents[template] = filling.fill(file, context(source))
    return source.documents[template]


def pdf(source: Source, template: Path) -> bytes:
    made = docx(source, template)
    return setting.pdf(made, title=source.content["title"], demo=source.project.demo, at=source.at)


def missing(source: Source) -> tuple[str, ...]:
    """What an application asks for and the project does not say yet."""
    filled = Filled()
    lacking(source, filled)
    return tuple(filled.missing)
