"""The WSGI entry that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from svetovod.web.serving import ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svetovod.web.settings.base")
application = get_wsgi_application()
ready()
