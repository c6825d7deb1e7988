"""Letters by the ministry's gateway instead of SMTP: `SVETOVOD_EMAIL_BACKEND=ministry.letters.Gateway`.

What the outbox makes of an error: not reached is tried again, `SMTPResponseException` from 500 is a refusal, below it a
delay; an answer that never came leaves the letter `unclear`, for a person to decide.
"""

import json
import os
from smtplib import SMTPResponseException
from socket import gaierror
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.core.mail.backends.base import BaseEmailBackend

SECONDS = 30
# what says nothing of the letter: the gateway's key, its address, a queue that is full
LATER = {401, 403, 404, 408, 429}


class Gateway(BaseEmailBackend):
    """Posts each letter to `$MINISTRY_GATEWAY` as `{"to": [...], "subject": ..., "text": ..., "id": ...}`."""

    def send_messages(self, messages):
        for each in messages:
            letter = {"to": each.to, "subject": each.subject, "text": each.body, "id": each.extra_headers["Message-ID"]}
            content = json.dumps(letter, ensure_ascii=False).encode()
            request = Request(os.environ["MINISTRY_GATEWAY"], content, {"Content-Type": "application/json"})
            try:
                urlopen(request, timeout=SECONDS).close()
            except HTTPError as error:
                refused = error.code < 500 and error.code not in LATER
                raise SMTPResponseException(550 if refused else 451, str(error).encode()) from error
            except URLError as error:  # not reached: nothing was sent. An answer that breaks off stays unclear
                if isinstance(error.reason, ConnectionRefusedError | gaierror):
                    raise SMTPResponseException(451, str(error).encode()) from error
                raise
        return len(messages)
