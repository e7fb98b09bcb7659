"""Installs the trial installer in Wine without a word, uses the program, installs over it, removes it again.

Wine is no Windows: what it cannot show stands in docs/installing.md. Two libraries of Windows that it lacks have
stand-ins here: icuuc.dll (converts nothing) and bcryptprimitives.dll (chance from Wine); _wmi.pyd goes, since asking
Wine for its management data ends the program. Installers hold none of this.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "freeze"))

from in_wine import DRIVE, HOME, PREFIX, PROGRAM, WORK, ask, check, on_drive, wine
from prepare import version
from trial_round import read_with_limits, use_as_a_unit

INSTALLER = WORK / f"KGDesk-{version()}-trial.exe"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\KGDesk"


def value(key: str, name: str | None = None) -> str:
    """A value of the registry; empty where there is none."""
    code, told, _ = ask("reg", "query", key, *(("/v", name) if name else ("/ve",)))
    found = re.search(r"REG_\w+\s+(.*)", told)
    return found[1].strip() if found and code == 0 else ""


def stand_in(program: Path) -> None:
    """Put what Wine lacks into its system folder: each function that Qt names doing nothing, and a source of chance."""
    (program / "_internal" / "_wmi.pyd").unlink()
    qt = program / "_internal" / "site-packages" / "PySide6" / "Qt6Core.dll"
    told = subprocess.run(["objdump", "-p", str(qt)], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607
    block = told.split("DLL Name: icuuc.dll", 1)[1].split("DLL Name:", 1)[0]
    names = sorted(set(re.findall(r"\b(ucnv\w+|UCNV\w+|u_\w+|ucal\w+|uloc\w+)\b", block)))
    _compile("icuuc", "\n".join(f"__declspec(dllexport) void *{name}(void) {{ return 0; }}" for name in names))
    _compile(
        "bcryptprimitives",
        "int __stdcall SystemFunction036(void *goal, unsigned long size);\n"
        "__declspec(dllexport) int __stdcall ProcessPrng(unsigned char *goal, unsigned long long size)\n"
        "{ return SystemFunction036(goal, (unsigned long)size); }",
        "-ladvapi32",
    )


def _compile(name: str, text: str, *libraries: str) -> None:
    source = WORK / f"{name}.c"
    source.write_text(text + "\n", encoding="ascii")
    goal = DRIVE / "windows" / "system32" / f"{name}.dll"
    words = ["x86_64-w64-mingw32-gcc", "-shared", "-s", "-o", str(goal), str(source), *libraries]
    subprocess.run(words, check=True)  # noqa: S603


def main() -> None:
    """Install, use, install over, remove."""
    shutil.rmtree(PREFIX, ignore_errors=True)
    HOME.mkdir(parents=True, exist_ok=True)
    wine("wineboot", "--init")
    wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    wine(INSTALLER, "/S")
    exe = PROGRAM / "kgdesk.exe"
    check("installed without a word", exe.is_file() and (PROGRAM / "uninstall.exe").is_file())
    check("listed among the programs", value(UNINSTALL, "DisplayVersion") == version())
    check("a way to remove it silently", value(UNINSTALL, "QuietUninstallString").endswith("/S"))
    for ending, kind in ((".kgdesk", "Workspace"), (".kgplan", "Plan"), (".kgpart", "Part")):
        check(f"*{ending} is ours", value(rf"HKCU\Software\Classes\{ending}") == f"KGDesk.{kind}")
        command = value(rf"HKCU\Software\Classes\KGDesk.{kind}\shell\open\command")
        check(f"*{ending} opens the window", command.endswith('kgdeskw.exe" open "%1"'))
    stand_in(PROGRAM)
    check("kgdesk --version", wine(exe, "--version").split() == ["KGDesk", version()])
    demo = DRIVE / "demo"
    wine(exe, "demo", on_drive(demo), "--units", "2")
    check("kgdesk demo", (demo / "workspaces" / "KG.kgdesk").is_file())
    returns = sorted((demo / "returns").iterdir())
    told = wine(exe, "verify", *map(on_drive, returns), "--trust", on_drive(demo / "keys" / "ca.pem"), "--json")
    check(f"kgdesk verify: {len(returns)} returns valid", told.count('"verdict": "valid"') == len(returns))
    read_with_limits(exe)
    kept = use_as_a_unit(exe, demo)
    strange = PROGRAM / "_internal" / "of an older version.dll"
    strange.touch()
    wine(INSTALLER, "/S")
    check("installed over itself, nothing old is left", not strange.exists())
    (PROGRAM / "của tôi.txt").write_text("left by somebody", encoding="utf-8")
    # as a copy: the uninstaller would go on by itself in another process
    shutil.copyfile(PROGRAM / "uninstall.exe", DRIVE / "uninstall.exe")
    wine(DRIVE / "uninstall.exe", "/S", f"_?={on_drive(PROGRAM)}")
    left = sorted(path.name for path in PROGRAM.iterdir()) if PROGRAM.exists() else []
    check(f"removed; left: {left}", left == ["của tôi.txt"])
    check("data kept", kept.is_file() and (demo / "workspaces" / "KG-911.kgdesk").is_file())
    check("no longer listed", not value(UNINSTALL, "DisplayVersion"))
    check("file types given back", not value(r"HKCU\Software\Classes\.kgdesk"))


if __name__ == "__main__":
    main()
