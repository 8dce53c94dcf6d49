"""Growth: what changed, by how much, from what, and which way.

`changes` and `lists` read what is stated, `elsewhere` and `again` what another sentence says of it,
`candidates` the relations that it may assert, `against` the rates held against others; the other
modules declare rules over them.
"""
