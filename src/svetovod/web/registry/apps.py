from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "svetovod.web.registry"
    label = "registry"

    def ready(self) -> None:
        from svetovod.web.rulebook.listeners import register_listener

        from .letters import law_changed

        register_listener(law_changed)
