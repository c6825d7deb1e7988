from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "svetovod.web.handover"
    label = "handover"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter

        from . import personal, roles
        from .seam import register_equals, register_work

        register_work("roles", roles.SOURCE)
        register_equals(roles.equals)
        register_eraser(personal.erase)
        register_exporter("handovers", personal.export)
