from django.apps import AppConfig


class CommissionConfig(AppConfig):
    name = "svetovod.web.commission"
    label = "commission"

    def ready(self) -> None:
        from svetovod.web.selection.mandate import register_mandate, register_part

        from . import mandate, tabs

        register_mandate(mandate.of)
        register_part("commission", tabs.of)
