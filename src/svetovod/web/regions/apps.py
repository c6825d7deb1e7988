from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "svetovod.web.regions"
    label = "regions"

    def ready(self) -> None:
        from svetovod.web.common.merging import register_mover
        from svetovod.web.registry.doors import register_organisation_doors, register_organisation_facts

        from .doors import of_organisation
        from .merging import MOVER
        from .registries.page import facts

        register_mover(MOVER)
        register_organisation_facts(facts)
        register_organisation_doors(of_organisation)
