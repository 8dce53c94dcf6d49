"""What prose says: figures with the part each plays (`mention`), which the families growth, sums,
rates, scores and staffing tie together; printed formulas (`formula`), and figures stated twice
(`restated` by name; `twins` by their digits, weighed with the words they are `told` in,
`likeness`); `placed` gives far ones their places, and
`in_cells` reads the cells that hold sentences; `coarse` marks changes that were rounded.
"""
