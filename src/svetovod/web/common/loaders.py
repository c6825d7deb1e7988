"""Templates are indented for those who read them; what is sent to a browser is not."""

import re

from django.template import Origin
from django.template.loaders import app_directories

INDENT = re.compile(r"\n[ \t]+")


class Loader(app_directories.Loader):
    """Templates of the apps without the white space that begins their lines: once, when a template is compiled."""

    def get_contents(self, origin: Origin) -> str:
        text = str(super().get_contents(origin))
        return INDENT.sub("\n", text) if origin.name.endswith(".html") else text
