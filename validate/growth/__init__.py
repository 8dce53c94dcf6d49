"""Growth: what changed, by how much, from what, and which way.

`changes` and `lists` read what is stated, `elsewhere` and `again` what another sentence says of it,
`candidates` the relations that it may assert, `naming` whether two names are of one measure.
`growth` declares the rules on amounts and rates over them, `direction` and `claims` those on words,
`points` (with `against`, rates held against others) and `multiples` theirs, `rollup` and
`implied_base` what the changes of parts say of their total's, `reasons` what was given as a reason.
"""
