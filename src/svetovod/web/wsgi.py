"""The WSGI entry that granian serves."""

import gc
import logging
import os
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application

from svetovod.web.serving import ready


def ask(served: WSGIApplication) -> None:
    """The first request reads all addresses, templates and words: a second of the processor, so it is nobody's.

    A process that was just started would let everybody wait whom it has taken. Where not even the page of an error can
    be made, styles that were not collected say, the process starts all the same: its health is told by `/health/`.
    """
    from django.conf import settings
    from django.db import connections

    place = urlsplit(settings.BASE_URL)
    environ = {"PATH_INFO": "/accounts/login/", "HTTP_HOST": place.netloc, "REMOTE_ADDR": "127.0.0.1"}
    environ |= {"HTTP_X_FORWARDED_PROTO": place.scheme, "HTTP_X_FORWARDED_FOR": "127.0.0.1"}  # as the proxy asks
    setup_testing_defaults(environ)
    try:
        answer = served(environ, lambda *_said: lambda _data: None)
        list(answer)
        answer.close()  # type: ignore[attr-defined]  # Django's response, which ends the request by it
    except Exception:
        logging.getLogger("svetovod.web").exception("the first request of this process failed")
    connections.close_all()  # this thread asks no more


gc.disable()  # as while apps are loaded: what the first request reads stays, too
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.base")
application = get_wsgi_application()
ask(application)
gc.collect()
gc.freeze()
gc.enable()
ready()
