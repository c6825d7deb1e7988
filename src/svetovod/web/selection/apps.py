from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "svetovod.web.selection"
    label = "selection"
