from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DossierConfig(AppConfig):
    name = "svetovod.web.dossier"
    label = "dossier"

    def ready(self) -> None:
        from svetovod.web.common.merging import register_mover
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.handover.seam import register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.registry.doors import register_answers, register_doors, register_trials, register_warnings
        from svetovod.web.rulebook.listeners import register_listener

        from . import answers, doors, handing, signed, trials
        from .access import edits_document, reads_document
        from .edition_letters import law_changed
        from .merging import MOVER

        register_reader("dossier.dossierdocument", reads_document)
        register_writer("dossier.dossierdocument", edits_document)
        signed.register()
        register_answers(answers.of)
        register_doors(doors.of)
        register_warnings(doors.warnings)
        register_trials(trials.of)
        register_listener(law_changed)
        register_mover(MOVER)
        register_work("dossier", handing.SOURCE)
        register_letters("dossier", gettext_lazy("Dossiers of clusters"), "svetovod.web.dossier.samples.of")
