"""Roles, the kinds of things a role is held in, and what a token is good for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    ADMINISTRATOR = "administrator", _("administrator")
    ORGANISER = "organiser", _("organiser")
    CLUSTER_MANAGER = "cluster_manager", _("cluster manager")
    CDC_OFFICER = "cdc_officer", _("officer of a cluster development centre")
    REGIONAL_AUTHORITY = "regional_authority", _("regional authority")
    INITIATOR = "initiator", _("project initiator")
    PARTICIPANT = "participant", _("representative of a participant enterprise")
    EXPERT = "expert", _("expert")
    SECRETARY = "secretary", _("secretary of the selection commission")
    COMMISSION_MEMBER = "commission_member", _("member of the commission")
    CHAIR = "chair", _("chair of the commission")
    AUDITOR = "auditor", _("auditor")
    REGISTRY_OFFICER = "registry_officer", _("registry officer of the ministry")
    REGISTRY_HEAD = "registry_head", _("head of the registry of the ministry")
    MODERATOR = "moderator", _("moderator")
    SCRIBE = "scribe", _("scribe of the session")
    LOCAL_OPERATOR = "local_operator", _("local operator")
    HOST = "host", _("host enterprise")
    PASS_OFFICER = "pass_officer", _("pass officer")
    CHECK_IN = "check_in", _("check-in staff")
    PRESS_OFFICER = "press_officer", _("press officer")
    PREPARER = "preparer", _("preparer")


class Scope(TextChoices):
    PLATFORM = "platform", _("platform")
    ORGANISATION = "organisation", _("organisation")
    CLUSTER = "cluster", _("cluster")
    REGION = "region", _("region")
    SESSION = "session", _("practical session")
    ROUND = "round", _("selection")
    PROJECT = "project", _("project")


class TokenScope(TextChoices):
    """What a program may do with the token it shows; never more than its owner may."""

    READ = "read", _("only read")
    WRITE = "write", _("read and change")
