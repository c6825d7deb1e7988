from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "svetovod.web.selection"
    label = "selection"

    def ready(self) -> None:
        from svetovod.web.projects.path import register_offers, register_outcome, register_tail

        from . import answers, offers
        from .path import project_tail

        register_tail(project_tail)
        register_offers(offers.of)
        register_outcome(answers.of_project)
