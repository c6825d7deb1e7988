from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ConfirmationConfig(AppConfig):
    name = "svetovod.web.confirmation"
    label = "confirmation"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.common.context import register_links
        from svetovod.web.common.merging import register_mover
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.handover.seam import register_lack, register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.registry.doors import register_doors, register_rests
        from svetovod.web.secrecy.access import register_checker

        from . import access, doors, handing, personal, signed
        from .merging import MOVER

        register_doors(doors.of)
        register_rests(doors.rests)
        register_links(doors.to_queue)
        register_eraser(personal.erase)
        register_exporter("absences", personal.export_absences)
        register_reader("confirmation.confirmationapplication", access.reads)
        register_writer("confirmation.confirmationapplication", access.writes)
        signed.register()
        register_mover(MOVER)
        register_checker("confirmation.confirmationapplication", access.reviewer)
        register_work("confirmation", handing.SOURCE)
        register_lack(handing.lacks)
        register_letters(
            "confirmation", gettext_lazy("Confirmation of clusters"), "svetovod.web.confirmation.samples.of"
        )
