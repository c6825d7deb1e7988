"""A signature as tests judge it: beside which document, for whose INN, at what moment."""

import base64
import hashlib
import io
from pathlib import Path

from asn1crypto import cms
from tests import signature_files as made

from svetovod.engine import signatures
from svetovod.engine.signatures import CmsVerifier, Document

VECTORS = Path(__file__).parent / "vectors"
PAPER = "Протокол № 1\n".encode() * 40
INN = "1326000000"


def document(raw=PAPER):
    return Document(io.BytesIO(raw), len(raw), hashlib.sha256(raw).hexdigest())


def verdict(raw, paper=PAPER, *, roots=None, inns=(INN,), at=made.AT):
    return CmsVerifier(roots or signatures.Roots()).verify(document(paper), raw, inns=inns, at=at)


def answers(raw, paper=PAPER, **options):
    return verdict(raw, paper, **options).signers[0].answers


def vector(name):
    return base64.b64decode((VECTORS / name).read_text())


def detached(raw):
    """A published signature with its document inside: the two apart, each as it was."""
    data = cms.ContentInfo.load(raw)["content"]
    again = {name: data[name] for name in ("version", "digest_algorithms", "certificates", "signer_infos")}
    bare = cms.SignedData(again | {"encap_content_info": {"content_type": "data"}})
    return cms.ContentInfo({"content_type": "signed_data", "content": bare}).dump(), data["encap_content_info"][
        "content"
    ].native
