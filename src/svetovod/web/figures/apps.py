from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class FiguresConfig(AppConfig):
    name = "svetovod.web.figures"
    label = "figures"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.common.context import register_links
        from svetovod.web.common.merging import register_mover
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.handover.seam import register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.registry.doors import register_doors, register_rests, register_signed

        from . import access, doors, handing, personal
        from .merging import MOVER

        register_eraser(personal.erase)
        register_doors(doors.of)
        register_signed(doors.signed_sheets)
        register_rests(doors.rests)
        register_reader("figures.figuresanswer", access.reads_signed)
        register_writer("figures.figuresanswer", access.brings_signed)
        register_links(doors.to_tables)
        register_exporter("figures", personal.export_contacts)
        register_work("figures", handing.SOURCE)
        register_mover(MOVER)
        register_letters("figures", gettext_lazy("Requests for figures"), "svetovod.web.figures.samples.of")
