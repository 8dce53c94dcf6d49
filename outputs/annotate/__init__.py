"""Annotated copies: a Word report with comments at the figures, a PDF with highlights and notes."""
