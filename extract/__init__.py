"""Extract: a file becomes a `Document`, every character with its place.

- the way in: `read`; `sniff` tells what a file is, `archive`, `packed`, `locked` and `xml` open it
  with suspicion, `problem` names what went wrong (problems.toml), `manner` holds the choices;
- readers: `word/`, `pdf/`, `legacy/` (.doc), `html`, `text_file` and `plain`, `ocr`;
- rows of tables in plain text: `rows`, `placed`, `numbered`, `forms`;
- text as meant: `hygiene`, `folding`, `wrapped`, `line_ends`; `document` is what all of them give.
"""
