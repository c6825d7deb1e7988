from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class SelectionConfig(AppConfig):
    name = "svetovod.web.selection"
    label = "selection"

    def ready(self) -> None:
        from svetovod.web.accounts.access import register_closed
        from svetovod.web.accounts.enums import Scope
        from svetovod.web.accounts.personal import register_eraser, register_exporter
        from svetovod.web.common.merging import register_mover
        from svetovod.web.common.sealing import register_place
        from svetovod.web.common.unwritten import register_unwritten
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.events.becoming import register_fates
        from svetovod.web.events.leading import register_selections
        from svetovod.web.handover.seam import register_lack, register_objection, register_work
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.projects.path import (
            register_bounds,
            register_consents,
            register_offers,
            register_outcome,
            register_tail,
        )
        from svetovod.web.projects.remarks.naming import register_openness
        from svetovod.web.projects.withheld import register_withheld

        from . import (
            access,
            answers,
            consents,
            fates,
            handing,
            leading,
            offers,
            personal,
            sealing,
            signed,
            unseen,
        )
        from .merging import MOVER
        from .path import project_tail
        from .selectors.rounds import names_experts

        register_reader("selection.officialact", access.inside)
        register_writer("selection.officialact", access.secretary)
        register_reader("selection.application", access.reads_application)
        register_writer("selection.application", access.opens_envelopes)
        register_eraser(personal.erase)
        register_exporter("places offered", personal.export_offers)
        register_exporter("profile of an expert", personal.export_profile)
        register_tail(project_tail)
        register_offers(offers.of)
        register_bounds(offers.bounds)
        register_consents(consents.changed)
        register_outcome(answers.of_project)
        register_openness(names_experts)
        register_fates(fates.of)
        register_selections(leading.of)
        register_work("selection", handing.SOURCE, roles_in=Scope.ROUND)
        register_objection(handing.objection)
        register_lack(handing.lacks)
        register_mover(MOVER)
        for place in sealing.PLACES:
            register_place(place)
        register_closed(unseen.closed)
        register_withheld(unseen.withheld)
        signed.register()
        register_unwritten("selection:envelope_put")
        register_letters("selection", gettext_lazy("Selections"), "svetovod.web.selection.samples.of")
