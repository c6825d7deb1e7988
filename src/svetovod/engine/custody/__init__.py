"""A key split among its holders: codes on paper, boxes that only their key opens, k of n shares."""

from .boxes import BoxError, box_open, box_seal
from .codes import CodeError, code_bytes, code_make, holder_key
from .shares import SharesError, combine, key_of, recover, secret_make, split

__all__ = [
    "BoxError",
    "CodeError",
    "SharesError",
    "box_open",
    "box_seal",
    "code_bytes",
    "code_make",
    "combine",
    "holder_key",
    "key_of",
    "recover",
    "secret_make",
    "split",
]
