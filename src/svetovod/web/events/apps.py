from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "svetovod.web.events"
    label = "events"

    def ready(self) -> None:
        from svetovod.web.common.merging import register_mover
        from svetovod.web.handover.seam import register_work
        from svetovod.web.projects.path import register_offers

        from . import handing, offers
        from .merging import MOVER

        register_offers(offers.of)
        register_work("events", handing.SOURCE)
        register_mover(MOVER)
