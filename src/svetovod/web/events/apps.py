from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "svetovod.web.events"
    label = "events"
