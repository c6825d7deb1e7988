"""Secret and open fields of accounts."""

from datetime import UTC, datetime

from .scene import DESK, NOW, Canaries, guest

OPEN = {
    "accounts.AccessToken": "head projects",
    "accounts.KeptFilter": "page",
    "accounts.Person": "language",
    "accounts.RoleGrant": "scope_id label",
    "accounts.Invitation": "scope_id label",
}
SECRET = {
    "accounts.AccessToken": {"name": "name of a token", "digest": "digest of a token"},
    "accounts.KeptFilter": {"name": "name of a kept filter", "query": "kept filter"},
    "accounts.Person": {
        "password": "password", "email": "e-mail", "name": "name", "position": "position", "phone": "phone",
    },
    "accounts.Invitation": {"token": "token of an invitation", "email": "address of an invitation"},
}  # fmt: skip


def plant() -> Canaries:
    from django.contrib.auth.hashers import make_password

    from svetovod.web.accounts.models import AccessToken, Invitation, KeptFilter, Person
    from svetovod.web.selection.models import SelectionRound

    password = make_password("канарейкапароля")
    Person.objects.filter(pk=guest().person_id).update(
        phone="+79990001122", email="canaryguest@example.org", name="Канарейкагостя", position="Канарейкадолжности",
        password=password,
    )  # fmt: skip
    round_ = SelectionRound.objects.get(slug="2021")
    Invitation.objects.create(
        token="canary-token-1", email="canaryinvited@example.org", role="expert", scope="round",
        scope_id=str(round_.pk), invited_at=NOW, expires_at=datetime(2099, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    AccessToken.objects.create(
        person_id=guest().person_id, name="канарейкаключа", digest="canary-digest", head="svt_", scope="write",
        created_at=NOW, expires_at=datetime(2099, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    KeptFilter.objects.create(
        person_id=guest().person_id, page="/projects/", name="канарейкаотбора", query="q=canarykeptfilter", kept_at=NOW
    )
    return {
        "name of a kept filter": ("канарейкаотбора", set()), "kept filter": ("canarykeptfilter", set()),
        "name of a token": ("канарейкаключа", set()), "digest of a token": ("canary-digest", set()),
        "phone": ("79990001122", {"organiser"}), "e-mail": ("canaryguest@example.org", {*DESK, "admin"}),
        # the manager's plant receives visitors: its host reads who comes
        "name": ("Канарейкагостя", {*DESK, "manager", "admin"}), "position": ("Канарейкадолжности", {*DESK, "manager"}),
        "password": (password, set()), "token of an invitation": ("canary-token-1", set()),
        "address of an invitation": ("canaryinvited@example.org", {"secretary", "admin"}),
    }  # fmt: skip
