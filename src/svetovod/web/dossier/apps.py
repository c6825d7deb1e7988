from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "svetovod.web.dossier"
    label = "dossier"

    def ready(self) -> None:
        from svetovod.web.registry.doors import register_doors

        from . import doors

        register_doors(doors.of)
