from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "svetovod.web.notices"
    label = "notices"
