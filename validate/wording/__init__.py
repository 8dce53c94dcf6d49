"""Wording: what is wrong in how a figure, a year or a name is written, whatever it amounts to.

- years: `years` declares the rule over what `year_mentions` reads; `year_fellows` and `year_lone`
  find the odd one, `year_logic` what cannot be, `frames` what does not suit the frame
  it stands in; `year_broken` is of dates that no calendar has;
- figures: `percent`, `points`, `number_format`, `odd_units`;
- text: `residue` of templates, `brackets`, `headings`, `enumerated`, `names`, `document_number`;
- `lines` gives all of them the text, and the words of wording.toml.
"""
