from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class RegistryConfig(AppConfig):
    name = "svetovod.web.registry"
    label = "registry"

    def ready(self) -> None:
        from svetovod.web.accounts.elsewhere import register_finder
        from svetovod.web.common.merging import register_mover
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.handover.seam import register_equals, register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.rulebook.listeners import register_listener
        from svetovod.web.secrecy.holders import register_absorbed, register_holders

        from . import handing
        from .access import makes_checks, reads_check
        from .doors import register_organisation_doors
        from .letters import law_changed
        from .organisations.holders import holders, readings_door
        from .organisations.mover import MOVER
        from .organisations.selectors import absorbed_by
        from .selectors.places import places_called

        register_finder(places_called)
        register_listener(law_changed)
        register_equals(handing.managing)
        register_work("registry", handing.SOURCE)
        register_mover(MOVER)
        register_holders(holders)
        register_absorbed(absorbed_by)
        register_organisation_doors(readings_door)
        register_reader("registry.numbercheck", reads_check)
        register_writer("registry.numbercheck", makes_checks)
        register_letters("registry", gettext_lazy("Registry of organisations"), "svetovod.web.registry.samples.of")
