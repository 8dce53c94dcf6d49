"""Spreadsheets: .xlsx, .xls and .csv as the tables that a reader sees."""
