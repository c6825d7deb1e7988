"""How sure a ranking is: what is computed for the internal page, and its words."""
