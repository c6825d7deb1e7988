"""The key of score sheets split among the commission."""
