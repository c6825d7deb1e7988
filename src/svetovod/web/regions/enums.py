from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SurveyState(TextChoices):
    """waiting -> read | failed; read -> published -> withdrawn -> published."""

    WAITING = "waiting", pgettext_lazy("state of a survey", "being read")
    READ = "read", pgettext_lazy("state of a survey", "ready, not published")
    FAILED = "failed", pgettext_lazy("state of a survey", "could not be read")
    PUBLISHED = "published", pgettext_lazy("state of a survey", "published")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a survey", "withdrawn")


class RegistryKind(TextChoices):
    """Registries that are taken in as files of open data."""

    SME = "sme", _("Small and medium enterprises (tax service)")
    PRODUCTS = "products", _("Industrial products under PP 719")
    OKVED2 = "okved2", _("OKVED2, activities")
    OKPD2 = "okpd2", _("OKPD2, products")
    OKTMO = "oktmo", _("OKTMO, municipalities")


class FileState(TextChoices):
    """waiting -> reading -> read | refused."""

    WAITING = "waiting", pgettext_lazy("state of a registry file", "in line")
    READING = "reading", pgettext_lazy("state of a registry file", "being read")
    READ = "read", pgettext_lazy("state of a registry file", "taken in")
    REFUSED = "refused", pgettext_lazy("state of a registry file", "refused")


class SmeCategory(TextChoices):
    """By the registry of small and medium enterprises."""

    MICRO = "micro", _("micro-enterprise")
    SMALL = "small", _("small enterprise")
    MEDIUM = "medium", _("medium enterprise")


class PublicField(TextChoices):
    """What an enterprise may let everybody see of itself; nothing is shown before it says so."""

    CARD = "card", _("name and region in the list of enterprises")
    PRODUCTS = "products", _("what it makes (groups of products, without sums)")
    IMPORTS = "imports", _("what it buys abroad (groups of products, without sums)")
    VISITS = "visits", _("it receives visitors")


class FacilityKind(TextChoices):
    """What stands in a region for its industry."""

    TECHNOPARK = "technopark", _("technopark")
    PARK = "park", _("industrial park")
    ZONE = "zone", _("special economic zone")
    ENGINEERING = "engineering", _("engineering centre")
    CENTRE = "centre", _("cluster development centre")
    TESTING = "testing", _("test centre")
    SHARED = "shared", _("shared equipment centre")
    EDUCATION = "education", _("educational institution")
    OTHER = "other", pgettext_lazy("kind of infrastructure", "other")


class CentreServiceKind(TextChoices):
    """What a cluster development centre helps with."""

    METHODS = "methods", _("methods and papers of a cluster")
    PROJECT = "project", _("preparation of a joint project")
    EXPERT = "expert", _("expert examination and consulting")
    COOPERATION = "cooperation", _("suppliers and buyers found")
    MARKET = "market", _("goods brought to market")
    TRAINING = "training", _("training and exchange of experience")


class CentreIndicator(TextChoices):
    """Of the indicator form of cluster development centres, in its order (E-32)."""

    CLUSTERS = "clusters", _("Clusters served")
    EMPLOYEES = "employees", _("Employees of participants of the clusters served")
    REVENUE = "revenue", _("Revenue of participants that are small or medium, RUB thousand")
    GOODS = "goods", _("New goods brought to market with help")
    PAID = "paid", _("Services paid for, RUB thousand")
