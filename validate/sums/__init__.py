"""Sums: totals and the parts listed with them, accounts, and what they leave over.

`groups`, `inner`, `items` and `splits` read lists; `closed` and `kinds` tell whether a list is
whole; `breakdown` declares the rules.
"""
