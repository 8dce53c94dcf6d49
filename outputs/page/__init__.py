"""report.html: one file that shows every report's text, figures and findings, offline.

`content` turns results into plain data, `write` puts them into `page.html` together with
`page.css` and the scripts.  A report's text reaches the page as inert JSON only.
"""
