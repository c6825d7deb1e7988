from . import check, document, law, projects, registry, support

__all__ = ["check", "document", "law", "projects", "registry", "support"]
