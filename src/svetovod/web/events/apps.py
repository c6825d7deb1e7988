from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "svetovod.web.events"
    label = "events"

    def ready(self) -> None:
        from svetovod.web.projects.path import register_offers

        from . import offers

        register_offers(offers.of)
