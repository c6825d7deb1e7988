"""Charts: one module a kind. A pure function `build(data)` gives geometry, `templates/charts/<kind>.svg` draws it.

Every number reaches the template as a ready string: coordinates with a point, values in the language of the page.
"""
