from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "svetovod.web.registry"
    label = "registry"
