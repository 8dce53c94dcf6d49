"""Facts: what prose restates of a table's cells.

`cells` states each amount of a table under the `names` prose may call it by, `links` finds the
figures that restate one, `text_table` declares the rule that the two be equal, and `beside` tries
what the prose adds (a change, a share) against the other cells of the row.
"""
