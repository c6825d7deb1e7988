from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "svetovod.web.common"
    label = "common"

    def ready(self) -> None:
        from . import jobs
        from .metrics import register_gauges

        register_gauges(jobs.gauges)
