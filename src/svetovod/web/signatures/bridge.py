"""Bytes and settings to the engine that reads signatures, its verdict to rows."""

import logging
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from svetovod.engine import signatures as engine

from .models import DetachedSignature, SignatureVerdict
from .seam import Paper

log = logging.getLogger(__name__)
SignatureFileError = engine.SignatureFileError
MOST_BYTES = 2 * engine.MOST_BYTES  # as Base64 it is larger than what it holds
AT_ONCE = 0.4  # seconds of work while somebody waits; more is a job
Verdict = engine.Verdict
question, answer_read, unanswered = engine.question, engine.answer_read, engine.unanswered


def seconds(raw: bytes, size: int) -> float:
    """How long our own look takes. Raises `SignatureFileError`."""
    return engine.read(raw).seconds(size)


def own_verdict(paper: Paper, raw: bytes, at: datetime) -> Verdict:
    assert paper.opened is not None
    with paper.opened() as file:
        verifier: engine.SignatureVerifier = engine.CmsVerifier(roots())
        return verifier.verify(engine.Document(file, paper.size, paper.sha256), raw, inns=paper.inns, at=at)


def roots() -> engine.Roots:
    """Certificates of the operator's folder; read anew when it has changed."""
    folder = Path(settings.SIGNATURE_ROOTS) if settings.SIGNATURE_ROOTS else None
    if folder is None or not folder.is_dir():
        return engine.Roots()
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in {".cer", ".crt", ".pem", ".der"})
    return _roots(tuple((str(each), each.stat().st_mtime_ns) for each in files))


@lru_cache(maxsize=2)
def _roots(files: tuple[tuple[str, int], ...]) -> engine.Roots:
    """One file that is no certificate takes nothing from the others: the operator's log names it."""
    found: list[bytes] = []
    for name, _changed in files:
        try:
            raw = Path(name).read_bytes()
            engine.roots_of([raw])
        except (OSError, engine.RootsError):
            log.exception("no certificate of an authority: %s", name)
        else:
            found.append(raw)
    return engine.roots_of(found)


def stored(signature: DetachedSignature, verdict: Verdict, at: datetime) -> SignatureVerdict:
    plain = verdict.to_json()
    return SignatureVerdict.objects.create(
        signature=signature, engine=verdict.engine, version=verdict.version, mathematics=verdict.mathematics,
        chain=verdict.chain, inn=verdict.inn, signers=plain["signers"], report=plain["report"], made_at=at,
    )  # fmt: skip


def document(paper: Paper, file: Any) -> engine.Document:
    return engine.Document(file, paper.size, paper.sha256)
