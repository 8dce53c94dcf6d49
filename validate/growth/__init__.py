"""Growth: what changed, by how much, from what, and which way.

`changes` reads what is stated; the other modules declare rules over it.
"""
