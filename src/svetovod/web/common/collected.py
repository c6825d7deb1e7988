"""Styles and scripts as they are given out: every name carries a hash of what is in the file."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Collected(CompressedManifestStaticFilesStorage):
    """Our scripts name one another by those names, too: browsers keep them for ever, so that after an upgrade a script
    that was imported by its bare name would stay the old one. Others' scripts import in ways Django does not read.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
