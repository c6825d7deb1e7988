"""The product with sign-in by a provider, in a process of its own: `python product_site.py PORT`; the rest is of the
environment, as an operator sets it."""

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

os.environ["DJANGO_SETTINGS_MODULE"] = "svetovod.web.settings.test"


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


if __name__ == "__main__":
    import django

    django.setup()
    from django.apps import apps
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    # the other tables are there, and `migrate` makes the models of all migrations three times
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("socialaccount").get_models():
            editor.create_model(model)
    quiet = type("Quiet", (WSGIRequestHandler,), {"log_message": lambda *_: None})
    make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application(), Threads, quiet).serve_forever()
