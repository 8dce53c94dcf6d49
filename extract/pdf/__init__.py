"""PDF files: characters, rules and pictures from pdfium; tables from pdfplumber's finder."""
