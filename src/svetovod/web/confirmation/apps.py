from django.apps import AppConfig


class ConfirmationConfig(AppConfig):
    name = "svetovod.web.confirmation"
    label = "confirmation"

    def ready(self) -> None:
        from svetovod.web.common.context import register_links
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.registry.doors import register_doors

        from . import access, doors

        register_doors(doors.of)
        register_links(doors.to_queue)
        register_reader("confirmation.confirmationapplication", access.reads)
        register_writer("confirmation.confirmationapplication", access.writes)
