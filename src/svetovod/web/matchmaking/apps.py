from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class MatchmakingConfig(AppConfig):
    name = "svetovod.web.matchmaking"
    label = "matchmaking"

    def ready(self) -> None:
        from svetovod.web.common.merging import register_mover
        from svetovod.web.events.doors import register_doors, register_guest_doors
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.projects.path import register_helpers

        from . import doors, offers
        from .merging import MOVER

        register_doors(gettext_lazy("Business meetings"), doors.of)
        register_helpers(offers.of)
        register_guest_doors(doors.of_guest)
        register_mover(MOVER)
        register_letters("matchmaking", gettext_lazy("Business meetings"), "svetovod.web.matchmaking.samples.of")
