"""The cheapest way to conform: the question, the search in a process of its own, the page, who could join."""
