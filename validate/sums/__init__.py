"""Sums: totals and the parts listed with them, accounts, and what they leave over.

`breakdown` declares the rules; the other modules find what they judge:

- one list in one passage: `groups` (其中…) between `bounds`, `parts` and `nested` (which levels are
  added up), `inner` (the total stood before), `splits` (nothing opens the list), `measures`
  (several totals), `inside` (what brackets say of each part), `series` (第一批…, things built
  alike);
- one list over paragraphs: `items` (each states what the total states), `outline` (marks, level by
  level), `columns` (measure by measure), `listed` (one amount a paragraph, headings between),
  `apart` (kinds in items of their own);
- no list announced: `near` (what stands beside a level and one slip from it), `pairs` (two levels
  and what they make, others between);
- whether a list is whole: `closed` (by its words), `kinds` (complete_sets.toml);
- accounts: `accounts`, `sides` (income or expenditure), `leftover`, `remainder`, `balance`;
- what verbs add and take: `adjusted` (budgets), `rolled` (stocks), `moves` (changes of a total),
  `without` (what is left when some parts are taken away).
"""
