"""AES-256-CBC over whole blocks, for the pages of a damaged encrypted workspace: SQLCipher gives up at the first.

NIST SP 800-38A, section 6.2. It says nothing about whether the bytes are what was written; their HMAC does.
"""


def decrypted(content: bytes, *, key: bytes, vector: bytes) -> bytes:
    """Decrypt a multiple of 16 bytes without padding."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    decryptor = Cipher(AES(key), CBC(vector)).decryptor()
    return decryptor.update(content) + decryptor.finalize()
