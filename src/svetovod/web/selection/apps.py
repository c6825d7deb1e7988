from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "svetovod.web.selection"
    label = "selection"

    def ready(self) -> None:
        from svetovod.web.projects.path import register_tail

        from .path import project_tail

        register_tail(project_tail)
