from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "svetovod.web.workbench"
    label = "workbench"

    def ready(self) -> None:
        from svetovod.web.common.context import register_links

        from .doors import to_workbench

        register_links(to_workbench)
