from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ProjectsConfig(AppConfig):
    name = "svetovod.web.projects"
    label = "projects"

    def ready(self) -> None:
        from svetovod.web.accounts.narrowing import register_source
        from svetovod.web.common.merging import register_mover
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.handover.seam import register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.secrecy.access import register_open

        from . import handing, secrets, selectors
        from .access import ACCESS
        from .merging import MOVER

        register_reader("projects.applicationtemplate", ACCESS.actions["template.write"])
        for subject in ("projects.costrow", "projects.costdocument"):
            register_reader(subject, ACCESS.actions["project.view_draft"])
            register_writer(subject, ACCESS.actions["project.edit"])
        register_reader("projects.projectbundle", ACCESS.actions["letter.view"])
        register_writer("projects.projectbundle", ACCESS.actions["bundle.make"])
        register_work("projects", handing.SOURCE)
        register_mover(MOVER)
        register_open("projects.applicationtemplate", "projects.projectbundle")
        secrets.register()
        register_source(selectors.projects_named)
        register_letters("projects", gettext_lazy("Joint projects"), "svetovod.web.projects.samples.of")
