"""gouji serve: a page on this machine where reports are dropped, read and settled.

`intake` takes uploads in, `jobs` checks them one after the other, `app` answers requests behind
`guard`, `server` runs it all.  Needs the extra gouji[web].
"""
