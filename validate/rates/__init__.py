"""Rates: shares, completion, means, proportions and rates known by their names."""
