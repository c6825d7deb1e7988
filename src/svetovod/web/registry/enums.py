"""Kinds and states of the registry. State names are those of the design, in code, interface and API alike."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(TextChoices):
    ENTERPRISE = "enterprise", _("enterprise")
    SPECIALISED = "specialised_organisation", _("managing organisation of a cluster")
    AUTHORITY = "authority", _("authority")
    CDC = "cdc", _("cluster development centre")
    ASSOCIATION = "association", _("association")
    OTHER = "other", pgettext_lazy("kind of organisation", "other")


class ClusterState(TextChoices):
    IDEA = "idea", pgettext_lazy("state of a cluster", "idea")
    EMERGING = "emerging", pgettext_lazy("state of a cluster", "emerging")
    DOSSIER_READY = "dossier_ready", pgettext_lazy("state of a cluster", "dossier ready")
    FILED = "filed", pgettext_lazy("state of a cluster", "dossier filed")
    UNDER_REVIEW = "under_review", pgettext_lazy("state of a cluster", "under review")
    REGISTERED = "registered", pgettext_lazy("state of a cluster", "in the registry")
    REFUSED = "refused", pgettext_lazy("state of a cluster", "refused")
    EXPIRING = "expiring", pgettext_lazy("state of a cluster", "confirmation is due")
    EXCLUDED = "excluded", pgettext_lazy("state of a cluster", "excluded")


class MemberRole(TextChoices):
    """What a member does in the cluster: the roles of the workbook."""

    FINAL_PRODUCER = "final_producer", _("producer of final products")
    SUPPLIER = "supplier", _("supplier")
    CONTRACTOR = "contractor", _("contractor")
    INFRASTRUCTURE = "infrastructure", _("infrastructure organisation")


class InfrastructureKind(TextChoices):
    """What an infrastructure object of a workbook is for."""

    EDUCATION = "education", _("educational organisation")
    TECHNOLOGICAL = "technological", _("object of technological infrastructure")
    NONPROFIT = "nonprofit", _("non-profit organisation")
    FINANCIAL = "financial", _("financial organisation")


class Conclusion(TextChoices):
    """What a calculation concludes; words as said of a cluster."""

    CONFORMING = "conforming", _("Conforms")
    LIKELY_NOT_CONFORMING = "likely_not_conforming", _("Rather does not conform")
    NOT_CONFORMING = "not_conforming", _("Does not conform")
    UNDETERMINED = "undetermined", _("Not enough data")


class BulkState(TextChoices):
    """Where a file of a bulk import stands."""

    WAITING = "waiting", pgettext_lazy("state of a file", "to be read")
    NEW = "new", pgettext_lazy("state of a file", "new cluster")
    CHANGED = "changed", pgettext_lazy("state of a file", "changes figures")
    UNCHANGED = "unchanged", pgettext_lazy("state of a file", "changes nothing")
    REFUSED = "refused", pgettext_lazy("state of a file", "refused")
    QUEUED = "queued", pgettext_lazy("state of a file", "being applied")
    APPLIED = "applied", pgettext_lazy("state of a file", "applied")
    FAILED = "failed", pgettext_lazy("state of a file", "not applied")
    UNDOING = "undoing", pgettext_lazy("state of a file", "being undone")
    UNDONE = "undone", pgettext_lazy("state of a file", "undone")


class NumberState(TextChoices):
    """Whether a person has compared the numbers of an organisation with the state register."""

    UNCHECKED = "unchecked", pgettext_lazy("numbers of an organisation", "not compared with the state register")
    VERIFIED = "verified", pgettext_lazy("numbers of an organisation", "compared with the state register")
    REJECTED = "rejected", pgettext_lazy("numbers of an organisation", "not confirmed by the state register")


class PlaceKind(TextChoices):
    """What a place of an organisation is."""

    HEAD = "head", _("head office")
    BRANCH = "branch", _("branch")
    REPRESENTATIVE = "representative", _("representative office")
    DIVISION = "division", _("separate division")


class ParticularKind(TextChoices):
    """By what somebody may be tied to an organisation."""

    DIRECTOR = "director", pgettext_lazy("particular", "director")
    DIRECTOR_HOUSE = "director_house", pgettext_lazy("particular", "managing company")
    FOUNDER = "founder", pgettext_lazy("particular", "founder, a person")
    FOUNDER_HOUSE = "founder_house", pgettext_lazy("particular", "founder, an organisation")
    TELEPHONE = "telephone", pgettext_lazy("particular", "telephone")
    EMAIL = "email", pgettext_lazy("particular", "e-mail")
    ADDRESS = "address", pgettext_lazy("particular", "address")
