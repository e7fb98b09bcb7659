"""The libraries' own log must not speak to a person on stderr."""

import logging


def silence_libraries() -> None:
    """Give their loggers a handler that drops: what they say reaches the program's own log, if it has one."""
    for name in ("pyhanko", "pyhanko_certvalidator", "pikepdf"):
        logger = logging.getLogger(name)
        if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
            logger.addHandler(logging.NullHandler())
