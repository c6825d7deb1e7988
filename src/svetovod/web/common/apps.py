from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "svetovod.web.common"
    label = "common"
