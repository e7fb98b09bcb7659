"""Vietnamese is the language of the sources; English and Qt's own texts in Vietnamese come as .qm files."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from kgdesk.files import resource

_installed: list[QTranslator] = []


def translate_into(lang: str) -> None:
    """Install the translators of `vi` or `en`. A missing .qm leaves the sources' Vietnamese."""
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed.clear()
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese if lang == "vi" else QLocale.Language.English))
    folder = str(resource("translations"))
    names = ("qtbase_vi",) if lang == "vi" else ("kgdesk_en",)
    for name in names:
        translator = QTranslator()
        if translator.load(f"{name}.qm", folder):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)


def qt_translations() -> str:
    """Where Qt keeps its own translations (it has none into Vietnamese)."""
    return QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
