"""The demonstration's people: roles, not names. One password, printed at start, refused by production settings."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from svetovod.web.accounts.actors import SYSTEM, Actor, actor_of
from svetovod.web.accounts.models import Person

PASSWORD = "saransk-2021"  # noqa: S105 -- the demonstration's, known to everybody
DOMAIN = "demo.svetovod.example"


@dataclass(frozen=True, slots=True)
class Part:
    """A part in the play: the first half of the e-mail address, and the role in both languages."""

    key: str
    ru: str
    en: str
    printed: bool = True

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


EXPERTS = tuple(
    Part(f"expert-{n}", f"Эксперт {n}, {'Минпромторг' if n % 2 else 'АКИТ РФ'}", f"Expert {n}", printed=n == 1)
    for n in range(1, 9)
)
MEMBERS = tuple(
    Part(f"member-{n}", f"Член комиссии {n}", f"Commission member {n}", printed=n == 1) for n in range(1, 5)
)
PARTS = (
    Part("organiser", "Организатор практической сессии", "Organiser of the practical session"),
    Part("manager", "Руководитель специализированной организации", "Cluster manager"),
    Part("initiator", "Инициатор проекта", "Project initiator"),
    Part("partner", "Представитель предприятия-соисполнителя", "Representative of the co-executor"),
    Part("applicant", "Заявитель пробного отбора с конвертами", "Applicant of the trial selection with envelopes"),
    Part("engineer", "Инженер проекта, передаёт дела", "Project engineer who leaves"),
    Part("engineer-2", "Инженер проекта, принимает дела", "Project engineer who takes over"),
    *EXPERTS,
    Part("secretary", "Секретарь конкурсной комиссии", "Secretary of the commission"),
    Part("chair", "Председатель конкурсной комиссии", "Chair of the commission"),
    *MEMBERS,
    Part("auditor", "Аудитор", "Auditor"),
    Part("officer", "Сотрудник реестра, Минпромторг", "Registry officer of the ministry"),
    Part("officer-2", "Второй сотрудник реестра, Минпромторг", "Second registry officer of the ministry"),
    Part("officer-3", "Третий сотрудник реестра, рассматривает жалобы", "Third registry officer, hears appeals"),
    Part("head", "Руководитель реестра, Минпромторг", "Head of the registry of the ministry"),
    Part("region", "Орган исполнительной власти, Республика Мордовия", "Regional authority, Republic of Mordovia"),
    Part("cdc", "Сотрудник центра кластерного развития", "Officer of the cluster development centre"),
    Part("background", "Инициаторы других проектов", "Initiators of the other projects", printed=False),
    Part("checkin", "Стойка регистрации", "Check-in desk"),
    Part("scribe", "Секретарь площадки", "Scribe of the session"),
    Part("admin", "Администратор", "Administrator"),
)


def people_make() -> dict[str, Person]:
    """Makes everybody once; returns them by key."""
    known = {person.email: person for person in Person.objects.filter(email__in=[part.email for part in PARTS])}
    # of one password, which is printed, one hash will do: each takes a quarter of a second
    spelled = "" if len(known) == len(PARTS) else make_password(PASSWORD)
    return {part.key: known.get(part.email) or _enter(part, spelled) for part in PARTS}


def _enter(part: Part, spelled: str) -> Person:
    person = Person.objects.create_user(part.email, None, name=part.ru, position=part.ru)
    person.password = spelled
    person.save(update_fields=["password"])
    return person


def stage_actor(key: str) -> Actor:
    """The actor of a part, with the grants in force."""
    return actor_of(Person.objects.get(email=f"{key}@{DOMAIN}"))


def write_logins() -> None:
    """The list that `svetovod serve` prints and the sign-in page of a demonstration shows."""
    folder = Path(settings.VAR)
    folder.mkdir(parents=True, exist_ok=True)
    rows = [part for part in PARTS if part.printed]
    listing = [{"role_label_ru": p.ru, "role_label_en": p.en, "email": p.email, "password": PASSWORD} for p in rows]
    (folder / "demo-logins.json").write_text(json.dumps(listing, ensure_ascii=False, indent=1))
    width = max(len(p.email) for p in rows)
    lines = [f"  {p.email:<{width}}  {p.en} / {p.ru}" for p in rows]
    text = "\n".join(["", f"  Demonstration logins, password {PASSWORD}:", *lines, ""])
    (folder / "demo-logins.txt").write_text(text)


__all__ = ["EXPERTS", "MEMBERS", "PARTS", "SYSTEM", "people_make", "stage_actor", "write_logins"]
