"""Typesets the protocol of a round with 200 applications; prints the median of five in seconds."""

import os
import statistics
import time
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.test")
os.environ.setdefault("DATABASE_URL", "postgresql:///unused")
PROJECTS = 200
AT = datetime(2021, 12, 8, 11, tzinfo=UTC)


def snapshot() -> dict[str, Any]:
    numbers = range(1, PROJECTS + 1)
    title = "Отечественное оптическое волокно для линий дальней связи"
    register = [
        [f"2021-{n:03}", "18.11.2021, 10:00 МСК", f"Производитель волокна {n}", "0000001011", "Республика Мордовия",
         f"П-{n:03}", "123,45", "допущена", ""] for n in numbers
    ]  # fmt: skip
    ranking = [[str(n), f"2021-{n:03}", f"П-{n:03}", title, "77,25", "123,45", "123,45", "победитель"] for n in numbers]
    return {
        "lang": "ru", "demo": True, "shadow": True, "number": 1, "title": "Конкурсный отбор", "order": "Приказ",
        "issued_at": "08.12.2021, 14:00 МСК", "sitting_at": "08.12.2021, 10:00 МСК", "corrects": None,
        "limit": "1 600,00", "threshold": "60,00", "distribution": "последовательно", "register": register,
        "ranking": ranking, "total": {"allocated": "1 581,00", "left": "19,00"},
        "criteria": [[f"К{n}", "Критерий", "10", "10"] for n in range(1, 8)],
        "votes": {"seats": 5, "cast": 5, "counts": [["за", 5]], "rows": [["Член комиссии", "член", "за", "", ""]] * 5},
        "ledger": {"size": 1200, "root": "0" * 64, "key": "0" * 64, "signature": "0" * 88, "timestamp": "2021"},
    }  # fmt: skip


def main() -> None:
    import django

    django.setup()
    from svetovod.web.selection.paper import protocol_pdf

    data, times = snapshot(), []
    for _ in range(6):
        began = time.perf_counter()
        protocol_pdf(data, at=AT)
        times.append(time.perf_counter() - began)
    print(f"{statistics.median(times[1:]):.3f}")


if __name__ == "__main__":
    main()
