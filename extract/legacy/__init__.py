"""Word 97–2003 files read directly, and what LibreOffice turns into .docx for us."""
