"""A proposal of who judges what: from the panel and the applications to the solver and back."""
