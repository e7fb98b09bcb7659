"""KGDesk: offline socio-economic returns, signed and consolidated."""

__version__ = "0.1.0"
