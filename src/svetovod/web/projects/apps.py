from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "svetovod.web.projects"
    label = "projects"
