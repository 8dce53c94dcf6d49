"""Normalize: a `Document` becomes a `Reading` (`read`, `reading`): tokens, figures, tables.

- from characters to tokens: `patterns` finds what is made of digits, `numbers`, `numerals`,
  `units` and `periods` read it, `words` and `segment` the text between, `tokenize` tiles both
  into `token`s and `joining` settles what neighbours owe each other;
- figures: `figures` makes a `figure`, `names` finds the noun phrase that owns it, `measures` what
  that phrase speaks of, `govern` its `period`;
- the document: `identity`, `headings`, `marks`; tables by `grid` and its parts;
- words are data: `lexicon` reads lexicon/.
"""
