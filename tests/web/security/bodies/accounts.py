"""Valid bodies of accounts."""

from typing import Any

from .body import Bodies, Known

EMPTY = {
    "accounts:invitation_revoke", "accounts:role_revoke", "accounts:token_revoke", "accounts:view_end",
    "accounts:filter_remove",
}  # fmt: skip


def _invited(_known: Known) -> dict[str, Any]:
    from svetovod.web.accounts.models import Invitation

    return {"row": [Invitation.objects.get(token="matrix-token").pk], "do": "revoke"}


BODIES: Bodies = {
    "accounts:invitations_many": _invited,
    "accounts:account": lambda _k: {"name": "Имя", "language": "ru"},
    "accounts:act_as": lambda _k: {"grant": "1", "next": "/desk/"},
    "accounts:erase": lambda _k: {"sure": "on"},
    "accounts:filter_keep": lambda _k: {"page": "/projects/", "query": "state=draft", "name": "Черновики"},
    "accounts:filter_rename": lambda _k: {"name": "Мои черновики"},
    "accounts:invitation": lambda _k: {"name": "Приглашённый", "password": "long enough 2021"},
    "accounts:view_begin": lambda _k: {"person": "stranger@matrix.example"},
    "accounts:tokens": lambda _k: {"name": "Сервер", "scope": "write", "days": "30"},
    "accounts:team": lambda k: {
        "email": "new@matrix.example",
        "place": f"round:{k['objects'].round.pk}",
        "role": "expert",
    },
}
