from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class HandoverConfig(AppConfig):
    name = "svetovod.web.handover"
    label = "handover"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.notices.samples import register as register_letters

        from . import personal, roles
        from .seam import register_equals, register_work

        register_work("roles", roles.SOURCE)
        register_equals(roles.equals)
        register_eraser(personal.erase)
        register_exporter("handovers", personal.export)
        register_letters("handover", gettext_lazy("Handovers"), "svetovod.web.handover.samples.of")
