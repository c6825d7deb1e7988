from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "svetovod.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from svetovod.web.common.merging import register_mover

        from .merging import MOVER
        from .watching import watch

        register_mover(MOVER)
        watch()
