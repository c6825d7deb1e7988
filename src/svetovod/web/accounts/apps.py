from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "svetovod.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from svetovod.web.common.merging import register_mover

        from .merging import MOVER

        register_mover(MOVER)
