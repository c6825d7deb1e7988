"""What every answer carries for the browser of whoever gets it."""

import re
from typing import Any


def protected(answer: Any, where: str) -> bool:
    """Asserts it of one answer; whether it was a page.

    The browser's crawl of every role reports what the policy blocks.
    """
    assert answer["X-Content-Type-Options"] == "nosniff", where
    if not answer["Content-Type"].startswith("text/html") or answer.status_code in {301, 302}:
        return False
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe-" not in policy, where
    if "/widget/" in where:  # made to stand on pages of other sites
        assert "frame-ancestors *" in policy, where
    else:
        assert "frame-ancestors 'none'" in policy and answer["X-Frame-Options"] == "DENY", where
    body = answer.content.decode()
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=\"", body), where
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")", body), where
    return True
