from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SigningConfig(AppConfig):
    name = "svetovod.web.signing"
    label = "signing"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.common.merging import register_mover
        from svetovod.web.handover.seam import register_lack, register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.registry.doors import register_organisation_doors

        from . import doors, handing, personal
        from .merging import MOVER

        register_organisation_doors(doors.of)
        register_work("signing", handing.SOURCE, end=handing.SOURCE.end)
        register_lack(handing.lacks)
        register_eraser(personal.erase)
        register_exporter("rights to sign", personal.export)
        register_mover(MOVER)
        register_letters("signing", gettext_lazy("Rights to sign"), "svetovod.web.signing.samples.of")
