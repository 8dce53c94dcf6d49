"""Rates: shares, completion, means, proportions and rates known by their names.

`share`, `completion`, `average`, `proportion`, `named` and `between` declare the rules; `implied`,
`totals`, `hundred` and `inside` find the whole of shares whose `sentence` does not print it,
`in_turn` the part of each that is listed, `earlier` and `over_plan` the plan of a rate, `per_unit`
and `per_time` what a mean or a price is spread over, `products` and `triple` what stands apart
from it, `near` the amounts that only their arithmetic ties to a rate, by the odds of `tried`.
"""
