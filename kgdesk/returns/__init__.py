"""How it travels: canonical document, workbook, PDF, plan pack. Bytes to objects and back, no database."""
