"""Detached signatures of documents: what a file of CMS or CAdES says, and three answers that never become one.

Mathematics: do these bytes belong to this key. Chain: does the certificate lead to a root the operator trusts.
INN: is the signer of the organisation the document is of. None of them says whether a signature is valid in law.
"""

from .asn1 import MOST_BYTES, SignatureFileError
from .files import SignatureFile, read
from .gost import MOST_BYTES as MOST_GOST_BYTES
from .roots import Roots, RootsError, roots_of
from .sidecar import answer_read, question, unanswered
from .verdict import Answers, Chain, Document, Inn, Mathematics, SignatureVerifier, Signer, Verdict
from .verifier import CmsVerifier

__all__ = [
    "MOST_BYTES",
    "MOST_GOST_BYTES",
    "Answers",
    "Chain",
    "CmsVerifier",
    "Document",
    "Inn",
    "Mathematics",
    "Roots",
    "RootsError",
    "SignatureFile",
    "SignatureFileError",
    "SignatureVerifier",
    "Signer",
    "Verdict",
    "answer_read",
    "question",
    "read",
    "roots_of",
    "unanswered",
]
