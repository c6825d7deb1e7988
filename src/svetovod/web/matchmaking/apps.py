from django.apps import AppConfig


class MatchmakingConfig(AppConfig):
    name = "svetovod.web.matchmaking"
    label = "matchmaking"

    def ready(self) -> None:
        from svetovod.web.common.merging import register_mover
        from svetovod.web.events.doors import register_doors, register_guest_doors
        from svetovod.web.projects.path import register_helpers

        from . import doors, offers
        from .merging import MOVER

        register_doors(doors.of)
        register_helpers(offers.of)
        register_guest_doors(doors.of_guest)
        register_mover(MOVER)
