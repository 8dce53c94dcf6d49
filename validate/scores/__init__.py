"""Scores of self-evaluations in prose and in forms.

`items` reads scored indicators as a tree and `listed` those within a passage; `rollup` and
`restated` declare that levels add up and are told again alike; `cap`, `deducted`, `execution` and
`grade` what one score may be: between nothing and full marks, full marks less what was taken off,
the execution rate's part of them, within its grade's band (profiles/grades.toml).
"""
