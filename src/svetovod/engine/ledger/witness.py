"""Roots that others keep: a line of a letter or of a paper, `svetovod-root:SIZE:ROOT`, and all such lines of a file."""

import email
import re
from email.policy import default

LINE = re.compile(r"svetovod-root:\s*(\d{1,12})\s*:\s*([0-9a-f]{64})")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
HEADERS = re.compile(rb"\A[A-Za-z][A-Za-z0-9-]*:[ \t]")


def root_line(size: int, root: str) -> str:
    return f"svetovod-root:{size}:{root}"


def roots_in(data: bytes) -> list[tuple[int, str]]:
    """Sizes and roots of a text or of a letter as a mail program saves it, each once, in their order.

    Raises `ValueError` for a letter whose text is in a charset that nobody knows.
    """
    # a line typed with blanks looks like the header of a letter
    texts = [*(_letter(data) if HEADERS.match(data) else ()), _text(data)]
    return list(dict.fromkeys((int(size), root) for text in texts for size, root in LINE.findall(text)))


def _text(data: bytes) -> str:
    """UTF-8, or what editors on Windows call Unicode."""
    return data.decode("utf-16" if data.startswith(UTF16) else "utf-8", "replace")


def _letter(data: bytes) -> list[str]:
    letter = email.message_from_bytes(data, policy=default)
    try:
        return [str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text"]
    except LookupError as error:
        raise ValueError(str(error)) from error
