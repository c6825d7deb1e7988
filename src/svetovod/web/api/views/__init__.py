from . import check, document, law, meetings, projects, registry, support

__all__ = ["check", "document", "law", "meetings", "projects", "registry", "support"]
