"""An app of an operator's own, to be copied: a directory of companies, a way for letters, a form of a document."""
