"""What prose says: figures with the part each plays (`mention`), which the families growth, sums,
rates, scores and staffing tie together; printed formulas, and figures stated twice
(`restated` by name, `twins` by their digits and the words `told` with them, `recounted` small
counts by the same words around them); `placed` gives far ones their places.
"""
