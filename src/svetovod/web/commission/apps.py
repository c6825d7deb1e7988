from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class CommissionConfig(AppConfig):
    name = "svetovod.web.commission"
    label = "commission"

    def ready(self) -> None:
        from svetovod.web.accounts.access import register_closed
        from svetovod.web.documents.access import register_reader, register_writer
        from svetovod.web.notices.samples import register as register_letters
        from svetovod.web.projects.award.terms import register_terms
        from svetovod.web.secrecy.access import register_open
        from svetovod.web.selection.mandate import register_mandate, register_part, register_pending

        from . import mandate, signed, tabs, unseen
        from .access import ACCESS
        from .selectors.agreements import terms_of

        register_reader("commission.papertemplate", ACCESS.actions["paper.view"])
        register_writer("commission.papertemplate", ACCESS.actions["paper.template"])
        register_reader("commission.paymentclaim", ACCESS.actions["award.view"])
        register_writer("commission.paymentclaim", ACCESS.actions["award.answer"])
        register_open("commission.papertemplate")
        signed.register()
        register_mandate(mandate.of)
        register_pending(mandate.pending)
        register_closed(unseen.closed)
        register_terms(terms_of)
        register_part("commission", tabs.of)
        register_letters(
            "commission", gettext_lazy("Commission, appeals, awards"), "svetovod.web.commission.samples.of"
        )
