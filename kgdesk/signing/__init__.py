"""Who said it: keys, signatures, trust. Bytes in, bytes or facts out."""
