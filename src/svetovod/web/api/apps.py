from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "svetovod.web.api"
    label = "api"
