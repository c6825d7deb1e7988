from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "svetovod.web.documents"
    label = "documents"
