from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "svetovod.demo"
    label = "demo"
