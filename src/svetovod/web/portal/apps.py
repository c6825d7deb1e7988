from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class PortalConfig(AppConfig):
    name = "svetovod.web.portal"
    label = "portal"

    def ready(self) -> None:
        from svetovod.web.events.doors import register_doors, register_list_doors

        from .thread import doors

        register_doors(gettext_lazy("What came of it"), doors.of)
        register_list_doors(gettext_lazy("What came of them"), doors.of_all)
