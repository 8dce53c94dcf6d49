"""Outputs: results as an office, a browser or another program wants them.

`formats` lists them by name. `workbook` is made of the `sheet`s and read back by `returned`;
`page/` and `annotate/` show findings where they stand; `record`, `sarif`, `junit`, `gitlab`,
`github`, `markdown` and `frames` are for programs, `terminal` and `measured` for the command line.
Shared: `digest`, `common`, `places`, `problems`, `reasons` and `words` (text.toml) say things once,
`clean` and `files` write them safely.
"""
