"""To which project a file of an application belongs: a secret among its papers is one in the envelope as well."""

from svetovod.web.projects.secrets import of_project

from .models import Application


def of_application(key: str) -> str:
    found = Application.objects.filter(pk=key).values_list("project", flat=True).first()
    return of_project(found) if found else ""
