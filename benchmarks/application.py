"""A long application as DOCX and PDF, as the job of the archive makes them: processor seconds of each.

`python benchmarks/application.py [ROWS]` fills an invented project with ROWS rows of an estimate (2,000) and twelve
sections of two pages each; no database is needed. The median of three is printed, the first making, which reads fonts
and templates, apart.
"""

import os
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.test")
os.environ.setdefault("DATABASE_URL", "postgresql:///unused")
ROWS, SECTIONS, PARAGRAPHS = 2000, 12, 14
WORDS = ("Изготовление", "Производство", "Получение", "Освоение")
AT = datetime(2021, 12, 8, 11, tzinfo=UTC)
KINDS = ("equipment", "tooling", "software", "pilot_batch")
SAID = (
    "Производство преформы и вытяжка волокна переносятся на площадку кластера: башня собирается из узлов двух "
    "участников, третий отвечает за измерения, и каждый этап заканчивается испытанием, протокол которого виден всем. "
)


def main() -> None:
    import django

    django.setup()
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    # other words each time: the typesetter remembers what it has set
    first, *runs = (measured(project(rows, word)) for word in WORDS)
    docx, pdf = (statistics.median(each[place] for each in runs) for place in (0, 1))
    print(f"{rows} rows, {first[2]} pages: DOCX {docx:.2f} s, PDF {pdf:.2f} s, both {docx + pdf:.2f} s")
    print(f"the first of the process: DOCX {first[0]:.2f} s, PDF {first[1]:.2f} s")


def measured(source: Any) -> tuple[float, float, int]:
    """Processor seconds of the DOCX and of the PDF, pages."""
    from svetovod.web.documents.papers import pages
    from svetovod.web.projects.outputs import application

    began = time.process_time()
    application.docx(source, application.USUAL)
    between = time.process_time()
    made = application.pdf(source, application.USUAL)
    return between - began, time.process_time() - between, pages(made)


def project(rows: int, word: str) -> Any:
    """The sample of the instrument with a long estimate and long sections; the law is that of the files."""
    from svetovod.engine.facts import load
    from svetovod.web.projects import bridge
    from svetovod.web.projects.outputs import sample
    from svetovod.web.projects.sections.lists import default

    law = load()
    bridge.facts = lambda: law
    source = sample.invented(default(), AT)
    one = source.content["costs"][0]
    source.content["costs"] = [
        one | {"position": n, "kind": KINDS[n % len(KINDS)], "evidence": f"{word}: договор № {n} (условный)"}
        for n in range(1, rows + 1)
    ]
    section = source.content["sections"][0]
    text = "\n".join([SAID.replace("Производство", word) * 3] * PARAGRAPHS)
    source.content["sections"] = [
        section | {"key": f"s{n}", "title_ru": f"Раздел {n}", "text": text} for n in range(SECTIONS)
    ]
    return source


if __name__ == "__main__":
    main()
