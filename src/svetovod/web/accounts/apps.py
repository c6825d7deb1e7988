from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class AccountsConfig(AppConfig):
    name = "svetovod.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from svetovod.web.common.merging import register_mover
        from svetovod.web.common.sealing import register_place

        from .enums import Role
        from .factors import PLACE
        from .merging import MOVER
        from .standing import EVERYBODY
        from .viewing import signed_out
        from .watching import watch

        if unknown := set(settings.SECOND_FACTOR_ROLES) - {*Role.values, EVERYBODY}:
            raise ImproperlyConfigured(f"SVETOVOD_SECOND_FACTOR names no role: {', '.join(sorted(unknown))}")
        register_mover(MOVER)
        register_place(PLACE)
        watch()
        user_logged_out.connect(signed_out, dispatch_uid="viewing.signed_out")
