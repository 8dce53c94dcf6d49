"""Staffing and counts: posts, people, things counted, and names listed for them.

`posts` and `people` hold established posts to those in post, `counts` what bounds or adds up;
`listed`, `listed_before` and `counted_off` hold a count to the names listed after it, before it or
told one by one, `ranked` to ordinals; `items` reads names all the ways they may be read.
"""
