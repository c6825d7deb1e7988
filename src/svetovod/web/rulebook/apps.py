from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "svetovod.web.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.handover.seam import register_work

        from . import handing
        from .access import ACCESS

        register_reader("rulebook.verification", ACCESS.actions["verification.view"])
        register_writer("rulebook.verification", ACCESS.actions["verification.propose"])
        register_work("rulebook", handing.SOURCE)
