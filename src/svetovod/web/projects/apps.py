from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "svetovod.web.projects"
    label = "projects"

    def ready(self) -> None:
        from svetovod.web.documents.access import register_reader, register_writer

        from .access import ACCESS

        for subject in ("projects.costrow", "projects.costdocument"):
            register_reader(subject, ACCESS.actions["project.view_draft"])
            register_writer(subject, ACCESS.actions["project.edit"])
