from django.apps import AppConfig
from django.conf import settings


class SignaturesConfig(AppConfig):
    name = "svetovod.web.signatures"
    label = "signatures"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from svetovod.web.accounts.personal import register_exporter
        from svetovod.web.notices.samples import register

        from . import attachments, personal, provider
        from .seam import register_source

        if provider.asked():
            provider.refuse_far(settings.SIGNATURE_PROVIDER)
        register_source("attachment", attachments.SOURCE)
        register_exporter("signatures added", personal.export)
        register_exporter("signatures withdrawn", personal.export_withdrawn)
        register_exporter("papers kept for signing", personal.export_kept)
        register("signatures", _("Signatures"), "svetovod.web.signatures.samples.of")
