from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "svetovod.web.figures"
    label = "figures"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter

        from . import personal

        register_eraser(personal.erase)
        register_exporter("figures", personal.export_contacts)
