from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "svetovod.web.audit"
    label = "audit"
