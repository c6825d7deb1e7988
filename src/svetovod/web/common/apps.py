import gc

from django.apps import AppConfig

# What all apps load stays to the end of the process: to search it for garbage, meanwhile and ever after, is in vain and
# costs every start a fifth of its time. This module is read before any model, `ready` is called when the models of all
# apps are there; the little that the `ready` of later apps loads is searched as everything else. A process whose apps
# cannot be loaded ends by it, and has nothing to search for.
SOUGHT = gc.isenabled()
gc.disable()


class CommonConfig(AppConfig):
    name = "svetovod.web.common"
    label = "common"

    def ready(self) -> None:
        from . import jobs
        from .compiling import quicken
        from .metrics import register_gauges

        quicken()
        register_gauges(jobs.gauges)
        gc.freeze()
        if SOUGHT:
            gc.enable()
