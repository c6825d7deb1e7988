from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class EventsConfig(AppConfig):
    name = "svetovod.web.events"
    label = "events"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.common.merging import register_mover
        from svetovod.web.common.sealing import register_place
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.handover.seam import register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.projects.path import register_offers
        from svetovod.web.secrecy.access import register_open

        from . import handing, offers, personal, sealing
        from .access import ACCESS
        from .merging import MOVER

        register_offers(offers.of)
        register_reader("events.pitch", ACCESS.actions["pitch.view"])
        register_writer("events.pitch", ACCESS.actions["pitch.submit"])
        register_reader("events.fieldanswer", ACCESS.actions["answer.read"])
        register_writer("events.fieldanswer", ACCESS.actions["answer.give"])
        register_reader("events.archiveentry", ACCESS.actions["press.edit"])
        register_reader("events.bodylogo", ACCESS.actions["session.view"])
        register_writer("events.bodylogo", ACCESS.actions["session.update"])
        register_reader("events.sheetscan", ACCESS.actions["sheets.scan"])
        register_reader("events.sheetpage", ACCESS.actions["sheets.read"])
        register_writer("events.sheetpage", ACCESS.actions["sheets.scan"])
        register_reader("events.itemmaterial", ACCESS.actions["material.view"])
        register_writer("events.itemmaterial", ACCESS.actions["seminar.teach"])
        register_work("events", handing.SOURCE)
        register_mover(MOVER)
        register_place(sealing.PLACE)
        register_open("events.archiveentry", "events.bodylogo", "events.itemmaterial")
        register_eraser(personal.erase)
        register_exporter("registrations", personal.export)
        register_exporter("questions", personal.questions)
        register_letters(
            "events", gettext_lazy("Practical sessions"), "svetovod.web.events.samples.all_of",
            about="svetovod.web.events.samples.about",
        )  # fmt: skip
