"""Check, preview, sign, deliver."""
