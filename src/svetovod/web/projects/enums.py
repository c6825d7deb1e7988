"""Words of joint projects: the same names in code, in the database, in the API and, translated, in the interface."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectState(TextChoices):
    IDEA = "idea", pgettext_lazy("state of a project", "idea")
    DRAFT = "draft", pgettext_lazy("state of a project", "in preparation")
    PRESENTED = "presented", pgettext_lazy("state of a project", "presented")
    REWORK = "rework", pgettext_lazy("state of a project", "being reworked")
    READY = "ready", pgettext_lazy("state of a project", "ready for a selection")
    ARCHIVED = "archived", pgettext_lazy("state of a project", "archived")


class ParticipantRole(TextChoices):
    INITIATOR = "initiator", pgettext_lazy("role in a project", "initiator")
    CO_EXECUTOR = "co_executor", pgettext_lazy("role in a project", "co-executor")
    INVESTOR = "investor", pgettext_lazy("role in a project", "investor")
    BUYER = "buyer", pgettext_lazy("role in a project", "buyer of the product")


class CostKind(TextChoices):
    """Items of the estimate: the values are those of `engine.model.CostKind` (a test holds them equal)."""

    DESIGN_DOCUMENTATION = "design_documentation", _("development of design documentation")
    PROTOTYPE = "prototype", _("prototype")
    EQUIPMENT = "equipment", _("equipment")
    TOOLING = "tooling", _("tooling")
    SOFTWARE = "software", _("software")
    PILOT_BATCH = "pilot_batch", _("pilot batch")
    RECONSTRUCTION = "reconstruction", _("reconstruction")
    MASTERING = "mastering", _("mastering of production")
    STARTER_BATCH = "starter_batch", _("starter batch")
    OTHER = "other", pgettext_lazy("item of an estimate", "other")


class Purpose(TextChoices):
    PRESENTATION = "presentation", pgettext_lazy("purpose of a version", "for a presentation")
    REVISION = "revision", pgettext_lazy("purpose of a version", "after remarks")
    APPLICATION = "application", pgettext_lazy("purpose of a version", "for an application")


class Section(TextChoices):
    """Parts of a project that a remark may be about."""

    CANVAS = "canvas", _("Idea")
    PARTICIPANTS = "participants", _("Participants")
    PRODUCT = "product", _("Product")
    ESTIMATE = "estimate", _("Estimate")
    SUBSIDY = "subsidy", _("Subsidy and funding")
    SCHEDULE = "schedule", _("Plan-schedule")
    INDICATORS = "indicators", _("Indicators")
    TEXTS = "sections", _("Sections of the application")


class Severity(TextChoices):
    BLOCKING = "blocking", _("obligatory")
    IMPORTANT = "important", _("important")
    ADVICE = "advice", _("advice")


class RemarkState(TextChoices):
    NEW = "new", pgettext_lazy("state of a remark", "new")
    ACCEPTED = "accepted", pgettext_lazy("state of a remark", "accepted")
    FIXED = "fixed", pgettext_lazy("state of a remark", "fixed")
    DECLINED = "declined", pgettext_lazy("state of a remark", "declined, with reasons")
    CLOSED = "closed", pgettext_lazy("state of a remark", "closed")


class RemarkAction(TextChoices):
    ADD = "add", pgettext_lazy("action on a remark", "written")
    ACCEPT = "accept", pgettext_lazy("action on a remark", "accepted")
    FIX = "fix", pgettext_lazy("action on a remark", "fixed")
    DECLINE = "decline", pgettext_lazy("action on a remark", "declined, with reasons")
    CLOSE = "close", pgettext_lazy("action on a remark", "closed")
    REOPEN = "reopen", pgettext_lazy("action on a remark", "reopened")


class Visibility(TextChoices):
    """Who reads a remark besides the team, its managing organisation and the author."""

    PANEL = "panel", _("the team, its managing organisation and the panel")
    TEAM = "team", _("the team and its managing organisation")


class Question(TextChoices):
    """What is asked about a project and its applicant; the names are those of the engine's `ProjectAnswers`."""

    FITS_FUNCTIONAL_MAP = "fits_functional_map", _("the project fits the functional map of the cluster")
    FITS_PROGRAMME = "fits_programme", _("the project fits the cluster's development programme")
    NO_TAX_DEBT = "applicant_no_tax_debt", _("the applicant has no unpaid taxes")
    NO_BUDGET_DEBT = "applicant_no_budget_debt", _("the applicant has no overdue debt to the federal budget")
    NOT_LIQUIDATED = "applicant_not_liquidated", _("the applicant is not being liquidated or reorganised")
    NOT_BANKRUPT = "applicant_not_bankrupt", _("no bankruptcy, the activity is not suspended")
    NOT_FOREIGN = "applicant_not_foreign", _("the applicant is not a foreign legal entity")
    OFFSHORE_SHARE = "applicant_offshore_share", _("the share of offshore companies is at most 50 %")
    NOT_DISQUALIFIED = "applicant_not_disqualified", _("the head is not in the register of disqualified persons")
    NO_OTHER_AID = "applicant_no_other_aid", _("no other aid is received for the same purpose")


# answered by the managing organisation of the cluster; the rest is for the initiator
BY_MANAGER = (Question.FITS_FUNCTIONAL_MAP, Question.FITS_PROGRAMME)


class EvidenceKind(TextChoices):
    """Documents that prove a row: the values are those of `engine.model.EvidenceKind` (a test holds them equal)."""

    CONTRACT = "contract", pgettext_lazy("document of costs", "contract")
    INVOICE = "invoice", pgettext_lazy("document of costs", "invoice")
    UPD = "upd", pgettext_lazy("document of costs", "UPD (invoice and act in one)")
    ACT = "act", pgettext_lazy("document of costs", "act of acceptance")
    PAYMENT = "payment", pgettext_lazy("document of costs", "payment order")
    COMMISSIONING = "commissioning", pgettext_lazy("document of costs", "commissioning act")


class VatRate(TextChoices):
    """The values are those of `engine.model.VatRate` (a test holds them equal)."""

    TWENTY = "20", "20 %"
    NONE = "none", _("without VAT")
    ZERO = "0", "0 %"
    FIVE = "5", "5 %"
    SEVEN = "7", "7 %"
    TEN = "10", "10 %"
    EIGHTEEN = "18", "18 %"
    TWENTY_TWO = "22", "22 %"


class Funding(TextChoices):
    """Whose money pays a row of the estimate."""

    OWN = "own", pgettext_lazy("source of funding", "own funds")
    LOAN = "loan", pgettext_lazy("source of funding", "loan")
    SUBSIDY = "subsidy", pgettext_lazy("source of funding", "subsidy")
    OTHER = "other", pgettext_lazy("source of funding", "other support")


class Currency(TextChoices):
    """Currencies of contracts, by ISO 4217."""

    RUB = "RUB", pgettext_lazy("currency", "RUB, ruble")
    CNY = "CNY", pgettext_lazy("currency", "CNY, yuan")
    USD = "USD", pgettext_lazy("currency", "USD, US dollar")
    EUR = "EUR", pgettext_lazy("currency", "EUR, euro")
    BYN = "BYN", pgettext_lazy("currency", "BYN, Belarusian ruble")
    KZT = "KZT", pgettext_lazy("currency", "KZT, tenge")
    TRY = "TRY", pgettext_lazy("currency", "TRY, Turkish lira")
    INR = "INR", pgettext_lazy("currency", "INR, Indian rupee")
    JPY = "JPY", pgettext_lazy("currency", "JPY, yen")
    KRW = "KRW", pgettext_lazy("currency", "KRW, won")
    GBP = "GBP", pgettext_lazy("currency", "GBP, pound sterling")
    CHF = "CHF", pgettext_lazy("currency", "CHF, Swiss franc")
    AED = "AED", pgettext_lazy("currency", "AED, dirham")


class BundleState(TextChoices):
    WAITING = "waiting", pgettext_lazy("state of an archive of papers", "being made")
    MADE = "made", pgettext_lazy("state of an archive of papers", "made")
    FAILED = "failed", pgettext_lazy("state of an archive of papers", "could not be made")


class FitWhat(TextChoices):
    """What of a project stands on the functional map."""

    PRODUCT = "product", pgettext_lazy("on the functional map", "product")
    PURCHASE = "purchase", pgettext_lazy("on the functional map", "purchase within the cluster")


class FitPart(TextChoices):
    MAP = "map", _("functional map")
    PROGRAMME = "programme", _("development programme")


class ChangeState(TextChoices):
    ASKED = "asked", pgettext_lazy("request to change the map", "asked")
    DONE = "done", pgettext_lazy("request to change the map", "changed")
    DECLINED = "declined", pgettext_lazy("request to change the map", "declined, with reasons")


class IndicatorKind(TextChoices):
    """What an indicator measures: the values are those of `engine.indicators.Kind` (a test holds them equal)."""

    OTHER = "other", pgettext_lazy("kind of an indicator", "other")
    OUTPUT = "output", pgettext_lazy("kind of an indicator", "output")
    SALES_INSIDE = "sales_inside", pgettext_lazy("kind of an indicator", "sales to participants")
    SALES_OUTSIDE = "sales_outside", pgettext_lazy("kind of an indicator", "sales outside the cluster")
    JOBS = "jobs", pgettext_lazy("kind of an indicator", "jobs")
    HIGH_PERFORMANCE_JOBS = "high_performance_jobs", pgettext_lazy("kind of an indicator", "high-performance jobs")
    OWN_SHARE = "own_share", pgettext_lazy("kind of an indicator", "share of own components, %")


class LoweringState(TextChoices):
    ASKED = "asked", pgettext_lazy("request to lower a value", "asked")
    GRANTED = "granted", pgettext_lazy("request to lower a value", "granted")
    REFUSED = "refused", pgettext_lazy("request to lower a value", "refused")
