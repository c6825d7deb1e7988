"""What waits for one more word, as its owner reads it: somebody else may have sent it from the open session."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from .enums import Role

ACTS = {
    "person.close_account": gettext_lazy("Close an account"),
    "person.erase": gettext_lazy("Erase the personal data of a person"),
    "grant.create": gettext_lazy("Give a role"),
    "grant.revoke": gettext_lazy("Take back a role"),
    "invitation.create": gettext_lazy("Invite a person to a role"),
    "viewing.begin": gettext_lazy("See pages as somebody else"),
    "token.create": gettext_lazy("Make a token for a program"),
    "judge.appoint": gettext_lazy("Appoint or release a judge of appeals"),
    "handover.start": gettext_lazy("Hand over somebody's work"),
    "handover.start_urgent": gettext_lazy("Hand over somebody's work and end the roles at once"),
    "handover.accept": gettext_lazy("Take over somebody's work"),
    "handover.force": gettext_lazy("Carry out a handover without a consent"),
    "cluster.hand_over": gettext_lazy("Give a cluster to another managing organisation"),
    "edition.publish": gettext_lazy("Publish an edition of the rules"),
    "round.publish": gettext_lazy("Publish the result of a selection"),
    "round.cancel": gettext_lazy("Cancel a selection"),
    "panel.manage": gettext_lazy("Change the commission or the experts of a selection"),
    "seat.manage": gettext_lazy("Change the commission or the experts of a selection"),
    "substitute.name": gettext_lazy("Name a substitute for an officer of a selection"),
    "keys.manage": gettext_lazy("Change who holds the key of the sheets"),
    "keys.hold": gettext_lazy("Give a part of the key of the sheets"),
    "opening.confirm": gettext_lazy("Open the sheets of experts"),
    "protocol.issue": gettext_lazy("Issue a protocol"),
    "result.recount": gettext_lazy("Count the result of a selection anew"),
    "authority.forget": gettext_lazy("Forget a right to sign"),
    "usersessions_list": gettext_lazy("End all other sign-ins"),
    "account_email": gettext_lazy("Change the e-mail address of the account"),
    "socialaccount_connections": gettext_lazy("Unlink the identity provider"),
    "openid_connect_login": gettext_lazy("Link an account at the identity provider"),
}
FIELDS = {
    "email": gettext_lazy("E-mail"),
    "role": gettext_lazy("Role"),
    "place": pgettext_lazy("of a role", "Where"),
    "person": gettext_lazy("Person"),
    "name": gettext_lazy("Name"),
    "scope": gettext_lazy("What it may do"),
    "days": gettext_lazy("Days"),
    "projects": gettext_lazy("Projects"),
    "reason": gettext_lazy("Reason"),
    "ground": gettext_lazy("Ground"),
    "sure": gettext_lazy("I am sure"),
    "leaves_on": gettext_lazy("The last day"),
}


def told(sent: dict[str, Any] | None) -> dict[str, Any]:
    """The act and its fields for the page; a field whose word is not known goes by its name, none is left out."""
    if sent is None:
        return {}
    fields = [(FIELDS.get(name, name), _value(name, value)) for name, value in sent["fields"]]
    return {"act": ACTS.get(sent["act"], sent["act"]), "told": fields}


def _value(name: str, value: str) -> str:
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    return _("yes") if value == "on" else value
