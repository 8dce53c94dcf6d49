"""Validate: a `Reading` becomes relations, checked relations, findings and a ledger.

- a relation: `expression` over figures, tied by `relation`; `shape` are patterns that find one;
- rules: `rule` registers, `catalogue` lists; a family is a folder, each with its map;
- the verdict: `judge` alone compares, over `interval`s; `edits`, `exchanges` and `causes` ask which
  slip explains a failure, `common` which figure explains several;
- what comes out: `engine` runs it all, `describe` words each `finding`, `ledger` says of every
  figure what became of it, `blocks` keeps the text they stand in.
"""
