from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "svetovod.web.opendata"
    label = "opendata"
