"""Across: what one report says against another's: last year's, or one it shares sentences with.

`read` takes the `gist` of a report (small enough to keep for a whole folder): `who` it speaks of,
the `sentences` that can be searched for, and what it has `stated`, `tabled`, left `unchanged` and
handed on in `balances`. `copied` and `years` declare the rules over gists; `words` holds
across.toml.
"""
