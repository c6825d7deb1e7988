from django.apps import AppConfig


class OidcConfig(AppConfig):
    name = "svetovod.web.accounts.oidc"
    label = "oidc"

    def ready(self) -> None:
        from svetovod.web.accounts.personal import register_eraser, register_exporter

        from .linking import erase, export, watch

        register_eraser(erase)
        register_exporter("identities", export)
        watch()
