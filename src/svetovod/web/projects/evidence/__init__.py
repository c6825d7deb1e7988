"""Kits of evidence: what each row of the estimate is proven by, and what is wrong with it."""
