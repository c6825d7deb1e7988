from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "svetovod.web.notices"
    label = "notices"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.common.context import register_links
        from svetovod.web.common.metrics import register_gauges

        from . import links, personal
        from .watching import gauges

        register_links(links.of)
        register_gauges(gauges)
        register_eraser(personal.erase)
        register_exporter("letters", personal.export_letters)
        register_exporter("notices", personal.export_notices)
        register_exporter("letter_wish", personal.export_wish)
        register_exporter("problems", personal.export_problems)
