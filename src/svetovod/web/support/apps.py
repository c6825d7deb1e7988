from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "svetovod.web.support"
    label = "support"
