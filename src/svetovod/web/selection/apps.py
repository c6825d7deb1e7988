from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "svetovod.web.selection"
    label = "selection"

    def ready(self) -> None:
        from svetovod.web.projects.path import register_offers, register_tail

        from . import offers
        from .path import project_tail

        register_tail(project_tail)
        register_offers(offers.of)
