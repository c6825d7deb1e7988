from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "svetovod.web.rulebook"
    label = "rulebook"
