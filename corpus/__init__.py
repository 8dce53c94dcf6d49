"""Corpus: many reports.

`walk` lists them, `changed` those new in git, `pool` and `worker` check them in processes that may
die, `results` keeps them in order; `history` and `baseline` bring in earlier decisions, `compare`
holds reports against each other; `answers`, `measure` and `example` check known texts (samples/).
"""
