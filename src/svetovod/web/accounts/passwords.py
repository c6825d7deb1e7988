"""Passwords made of what everybody here knows: the product, its matters, roles, places; in either keyboard layout."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = (
    "svetovod", "световод", "кластер", "klaster", "cluster", "минпромторг", "minpromtorg", "ассоциация", "сессия",
    "отбор", "otbor", "проект", "proekt", "project", "субсидия", "subsidy", "эксперт", "expert", "секретарь",
    "secretary", "администратор", "administrator", "admin", "админ", "менеджер", "manager", "организатор",
    "аудитор", "auditor", "пароль", "parol", "password", "промышленность", "россия", "russia", "rossiya", "москва",
    "moskva", "moscow", "саранск", "saransk", "мордовия", "mordovia", "йцукен", "qwerty",
)  # fmt: skip
LATIN = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`")
TYPED = sorted({*WORDS, *(word.translate(LATIN) for word in WORDS)}, key=len, reverse=True)
KNOWN = re.compile("|".join(map(re.escape, TYPED)))
LEAST_OWN = 4


class HouseWordsValidator:
    """Refuses a password in which nearly nothing is left without these words, figures and signs."""

    def validate(self, password: str, user: object = None) -> None:
        rest, known = KNOWN.subn("", password.casefold())
        if known and sum(map(str.isalpha, rest)) < LEAST_OWN:
            raise ValidationError(
                _("This password is made of words everybody here knows. Add words of your own."), code="house_words"
            )

    def get_help_text(self) -> str:
        return _("Your password can't be made of words like “svetovod” or “cluster” and figures alone.")
