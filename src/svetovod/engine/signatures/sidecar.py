"""What is asked of a certified provider and what it answers: JSON, described in `docs/reference/signatures.md`.

The provider is a program of the operator beside this one. An answer that is not in its form is no answer.
"""

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from .verdict import Answers, Chain, Document, Inn, Mathematics, Signer, Verdict

SCHEMA = 1
MOST_SIGNERS = 8
MOST_SIGNS = 300
# SNILS with and without its signs between, INN of a person
PERSONAL = re.compile(r"(?<![0-9])(?:[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{2}|[0-9]{12})(?![0-9])")
MACHINE = {"serial", "certificate_sha256", "algorithm", "inn"}
MOST_REPORT = 20_000  # signs of a report kept as it came


def question(document: Document, signature: bytes, *, inns: Sequence[str], at: datetime) -> dict[str, Any]:
    """The body of a POST, but for `document` where the file is large."""
    document.file.seek(0)
    return {
        "schema": SCHEMA, "at": at.isoformat(), "inns": list(inns), "sha256": document.sha256, "size": document.size,
        "document": base64.b64encode(document.file.read()).decode("ascii"),
        "signature": base64.b64encode(signature).decode("ascii"),
    }  # fmt: skip


def answer_read(body: Any, document: Document) -> Verdict:
    """Raises `ValueError` for an answer of another document, without signers, or with a word that is none of ours."""
    if not isinstance(body, Mapping) or body.get("schema") != SCHEMA or body.get("sha256") != document.sha256:
        raise ValueError("no answer about this document")
    signers = body.get("signers")
    if not isinstance(signers, list) or not 0 < len(signers) <= MOST_SIGNERS:
        raise ValueError("an answer names one signer or more")
    report = body.get("report")
    lines = report.splitlines() if isinstance(report, str) else []
    kept = _impersonal("\n".join("".join(filter(str.isprintable, line)) for line in lines))
    engine, version = _text(body, "engine", 60) or "provider", _text(body, "version", 40)
    return Verdict(
        engine, version, document.sha256, tuple(_signer(each) for each in signers), {"text": kept[:MOST_REPORT]}
    )


def unanswered(code: str, engine: str, document: Document) -> Verdict:
    """Of a provider that was not reached or not understood: nothing is known, nothing is well."""
    reasons = {"mathematics": code, "chain": code, "inn": code}
    nothing = Signer(Answers(Mathematics.UNKNOWN, Chain.NOT_CHECKED, Inn.ABSENT, reasons))
    return Verdict(engine, "", document.sha256, (nothing,))


def _signer(told: Any) -> Signer:
    if not isinstance(told, Mapping):
        raise ValueError("a signer is an object")
    reasons = told.get("reasons", {})
    if not isinstance(reasons, Mapping):
        raise ValueError("reasons are an object")
    answers = Answers(
        Mathematics(_text(told, "mathematics", 20)), Chain(_text(told, "chain", 20)),
        Inn(_text(told, "inn_answer", 20)),
        {name: _impersonal(_text(reasons, name, 120)) for name in ("mathematics", "chain", "inn") if reasons.get(name)},
    )  # fmt: skip
    values: dict[str, Any] = {
        each.name: _text(told, each.name, MOST_SIGNS) for each in fields(Signer) if each.type is str
    }
    values |= {name: _moment(told.get(name)) for name in ("valid_from", "valid_until", "signed_at")}
    # a person's own number is asked of nobody and taken from nobody
    if not re.fullmatch(r"[0-9]{10}", values["inn"]):
        values["inn"] = ""
    return Signer(answers, **values)


def _text(told: Mapping[str, Any], name: str, most: int) -> str:
    found = told.get(name, "")
    if not isinstance(found, str):
        raise ValueError(f"{name} is a text")
    text = "".join(sign for sign in found if sign.isprintable())
    return (text if name in MACHINE else _impersonal(text))[:most]


def _impersonal(text: str) -> str:
    """Without SNILS and INN of a person: a certified program's words may name them, and they are kept nowhere."""
    return PERSONAL.sub("…", text)


def _moment(told: Any) -> datetime | None:
    if told is None:
        return None
    found = datetime.fromisoformat(told) if isinstance(told, str) else None
    if found is None or found.tzinfo is None:
        raise ValueError("a moment has a zone")
    return found
