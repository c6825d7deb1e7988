from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "svetovod.web.portal"
    label = "portal"
