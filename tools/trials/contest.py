"""Who takes part in the played selection of round.py, with projects that are ready to be filed; and the day it is.

A process of its own with the environment of the server: `contest.py build`, `contest.py clock`, JSON in and out.
Nothing of the selection itself is made here: that is pressed in pages.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import django
from world import cookie, project

REGIONS = ("RU-PNZ", "RU-NIZ", "RU-TA", "RU-SAM", "RU-KLU", "RU-SPE", "RU-SVE", "RU-CHE", "RU-UD")
"""Of the experts, the last one of whoever comes in another's place: none applies from there."""


def main() -> None:
    django.setup()
    acts: dict[str, Callable[..., dict[str, Any]]] = {"build": build, "clock": clock}
    json.dump(acts[sys.argv[1]](**json.load(sys.stdin)), sys.stdout)


def person(key: str, name: str, domain: str, *grants: tuple[str, str, Any], at: datetime) -> Any:
    from svetovod.web.accounts.models import Person, RoleGrant

    made = Person.objects.create_user(f"{key}@{domain}", None, name=name)
    for role, scope, scope_id in grants:
        RoleGrant.objects.create(person=made, role=role, scope=scope, scope_id=str(scope_id), granted_at=at)
    return made


def build(projects: int, shared: int, at: str) -> dict[str, Any]:
    """Everybody's key, address and cookie. The second expert has an e-mail address of the domain of project `shared`:
    the sign of a conflict that nobody declares."""
    from svetovod.engine.workbooks.samples import invented_inn
    from svetovod.web.accounts.enums import Role, Scope
    from svetovod.web.registry.models import Cluster, Organisation

    now, own = datetime.fromisoformat(at), "selection.example"
    manager = Organisation.objects.create(inn=invented_inn(700), name="Управляющая компания кластера", region="RU-MO")
    cluster = Cluster.objects.create(slug="contest", name="Кластер приборов", regions=["RU-MO"], manager=manager)
    people = {
        "admin": person("admin", "Администратор", own, (Role.ADMINISTRATOR, Scope.PLATFORM, ""), at=now),
        "secretary": person("secretary", "Секретарь отбора", own, (Role.SECRETARY, Scope.PLATFORM, ""), at=now),
        "auditor": person("auditor", "Аудитор", own, (Role.AUDITOR, Scope.PLATFORM, ""), at=now),
        "chair": person("chair", "Председатель комиссии", own, at=now),
    }
    for n in (1, 2, 3, 4):
        people[f"member-{n}"] = person(f"member-{n}", f"Член комиссии {n}", own, at=now)
    for n in (1, 2, 3):
        people[f"judge-{n}"] = person(f"judge-{n}", f"Рассматривающий жалобы {n}", own, at=now)
    for n in range(1, len(REGIONS) + 1):
        domain = f"plant-{shared}.example" if n == 2 else "experts.example"
        people[f"expert-{n}"] = person(f"expert-{n}", f"Эксперт {n}", domain, at=now)
    codes = {}
    for number in range(1, projects + 1):
        lead, other = (
            Organisation.objects.create(inn=invented_inn(10_000 + 2 * number + k), name=f"Завод приборов {number}-{k}",
                                        region="RU-MO") for k in (1, 2)
        )  # fmt: skip
        grant = (Role.INITIATOR, Scope.ORGANISATION, lead.pk)
        people[f"initiator-{number}"] = person(
            f"initiator-{number}", f"Заявитель {number}", f"plant-{number}.example", grant, at=now
        )
        made = project(number, lead, other, cluster, now)
        made.own_funds = made.requested * 3
        made.save(update_fields=["own_funds"])
        codes[number] = made.code
    return {
        "codes": codes,
        "emails": {key: each.email for key, each in people.items()},
        "cookies": {key: cookie(each) for key, each in people.items()},
        "regions": {f"expert-{n}": region for n, region in enumerate(REGIONS, 1)},
    }


def clock(moment: str, who: str = "admin@selection.example") -> dict[str, Any]:
    """The day is what the installation shows as its own; the people of the demonstration do not act on it."""
    from django.conf import settings

    from svetovod.web.accounts.actors import actor_of
    from svetovod.web.accounts.models import Person
    from svetovod.web.audit.services import clock_move

    settings.AFTER_CLOCK_MOVE = ""
    admin = actor_of(Person.objects.get(email=who))
    clock_move(actor=admin, moment=datetime.fromisoformat(moment), show_future=False)
    return {}


if __name__ == "__main__":
    main()
