"""What the frozen program leaves behind of what its libraries bring."""

import re

# Modules that libraries name and the program never uses.
UNUSED_MODULES = (
    "IPython",
    "PIL.AvifImagePlugin",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingtk",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtTest",
    "PySide6.scripts",
    "PySide6.support",
    "_pytest",
    "lxml.isoschematron",
    "lxml.objectify",
    "numpy",
    "pip",
    "pytest",
    "readline",
    "setuptools",
    "tkinter",
    "turtle",
    "wheel",
)

# Files by their place in the frozen folder. No network, TLS, Wayland, EGL, GTK or print system is used of Qt:
# the desk's windows are xcb (or Windows' own), pages are printed by whoever shows the PDF.
_LEFT_BEHIND = re.compile(
    r"""
    (^|/)lib(Qt6|Qt)(Network|Wayland\w*|Wl\w*|Egl\w*|Eglfs\w*|PrintSupport|Qml\w*|Quick\w*|Pdf|Test|VirtualKeyboard)\.so
    | (^|/)Qt6(Network|PrintSupport|Qml\w*|Quick\w*|Pdf|Test|VirtualKeyboard)\.dll$
    | (^|/)opengl32sw\.dll$
    | (^|/)lib(gtk-3|gdk-3|wayland-\w+)\.so
    | /plugins/(egldeviceintegrations|generic|networkinformation|printsupport|tls|wayland-[\w-]+|vectorimageformats)/
    | /plugins/platforms/\w*(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|wayland|qdirect2d|qminimal\b)
    | /plugins/platformthemes/\w*gtk3
    | /plugins/platforminputcontexts/\w*virtualkeyboard
    | /plugins/imageformats/\w*q(icns|pdf|tga|wbmp)
    | /translations/
    | (^|/)(qtbase|qt)_\w+\.qm$(?<!qtbase_vi\.qm)
    """,
    re.VERBOSE,
)

# Libraries of the system that go along: what Python itself is made of. The rest (X, GL, fonts, D-Bus, C++) must be
# the system's own, as its drivers are; the Debian package depends on it.
_TAKEN_ALONG = re.compile(r"^lib(python3|crypto|ssl|sqlite3|ffi|bz2|lzma|z|expat|uuid|mpdec)[.\d]*\.so")

# Our own resources that only building needs.
_SOURCES = re.compile(r"(\.ts$|^resources/packs/nq535/)")


def is_left_behind(place: str, source: str = "") -> bool:
    """Whether a file stays out; `place` is relative to the frozen folder, `source` where it comes from."""
    unified = place.replace("\\", "/")
    if unified.startswith("resources/"):
        return _SOURCES.search(unified) is not None
    if source.startswith(("/lib", "/usr/lib")) and "/" not in unified and unified.startswith("lib"):
        return _TAKEN_ALONG.match(unified) is None
    return _LEFT_BEHIND.search(unified) is not None
