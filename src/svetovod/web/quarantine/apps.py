from django.apps import AppConfig


class QuarantineConfig(AppConfig):
    name = "svetovod.web.quarantine"
    label = "quarantine"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.common.context import register_links
        from svetovod.web.notices.samples import register

        from . import links, personal, scanner

        scanner.the_scanner()  # an address nobody can mean stops the start
        register_links(links.of)
        register_eraser(personal.erase)
        register_exporter("quarantine", personal.export)
        register("quarantine", _("Quarantine"), "svetovod.web.quarantine.samples.of")
