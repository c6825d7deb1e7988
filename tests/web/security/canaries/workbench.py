"""Secret and open fields of the workbench: a question is its author's until it is shared, an answer whoever asked."""

from .scene import NOW, Canaries, person

OPEN = {
    "workbench.SavedQuestion": "region chart",
    "workbench.StoredAnswer": "key",
    "workbench.QuestionVersion": "region",
    "workbench.QuestionRun": "data outcome seconds chart drawn_in",
}
SECRET = {
    "workbench.SavedQuestion": dict.fromkeys(
        ("title_ru", "title_en", "about_ru", "about_en", "sql"), "question that is not shared"
    ),
    "workbench.QuestionVersion": {"sql": "what a question said before"},
    "workbench.StoredAnswer": {"content": "rows of an answer"},
    "workbench.QuestionRun": {
        **dict.fromkeys(("title", "sql", "parameters"), "question that was asked"),
        "svg": "frozen: drawn only from the rows of an answer",
    },
}


def plant() -> Canaries:
    """A question of an authority that keeps it to itself, changed once and asked once."""
    import hashlib
    import json

    from svetovod.web.workbench.models import QuestionRun, SavedQuestion, StoredAnswer

    own, before, asked, rows = "канарейкахранимого", "канарейкаверсии", "канарейказаданного", "канарейкавыборки"
    author = person("region")
    question = SavedQuestion.objects.create(
        owner=author, title_ru=own, title_en=own, about_ru=own, about_en=own, sql=f"SELECT '{own}'", version=2,
        changed_at=NOW,
    )  # fmt: skip
    question.versions.create(number=1, sql=f"SELECT '{before}'", made_at=NOW)
    content = json.dumps({"columns": [["word", "text"]], "rows": [[rows]], "more": False})
    QuestionRun.objects.create(
        question=question, person=author, at=NOW, title=asked, sql=f"SELECT '{asked}'", parameters={"region": asked},
        data=hashlib.sha256(b"").hexdigest(), outcome="answered", rows=1, seconds="0.10",
        answer=StoredAnswer.objects.create(key="0" * 64, data_on=NOW, content=content),
    )  # fmt: skip
    return {
        "question that is not shared": (own, {"region"}), "what a question said before": (before, {"region"}),
        "question that was asked": (asked, {"region"}), "rows of an answer": (rows, {"region"}),
    }  # fmt: skip
