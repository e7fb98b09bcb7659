"""Installs the trial installer in Wine without a word, uses the program, installs over it, removes it again.

Wine is no Windows: what it cannot show stands in docs/installing.md. Two libraries of Windows that it lacks have
stand-ins here: icuuc.dll (converts nothing) and bcryptprimitives.dll (chance from Wine); _wmi.pyd goes, since asking
Wine for its management data ends the program. Installers hold none of this.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "installer" / "freeze"))

from prepare import version

WORK = ROOT / "build" / "windows"
PREFIX = WORK / "wine"
USER = PREFIX / "drive_c" / "users" / (os.environ.get("USER") or "root")
INSTALLER = WORK / f"KGDesk-{version()}-trial.exe"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\KGDesk"
PATIENCE = 400.0  # seconds; only a hang takes that long


def wine(*words: str | Path, expected: int = 0) -> str:
    """Run something in Wine, its streams being pipes; ends where it gives another code."""
    environment = {
        **os.environ,
        "WINEPREFIX": str(PREFIX),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;winedbg.exe=d",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(  # noqa: S603 - our own program
        ["wine", *map(str, words)],  # noqa: S607 - by name, as installed
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    told = done.stdout.decode("utf-8", "replace")
    if done.returncode != expected:
        sys.exit(f"{words}: {done.returncode}\n{told}{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return told


def check(told: str, good: bool) -> None:  # noqa: FBT001 - reads like a sentence
    """Tell what was seen; end where it is not as it should be."""
    print(f"windows-test: {told}: {'yes' if good else 'NO'}")
    if not good:
        sys.exit(1)


def value(key: str, name: str | None = None) -> str:
    """A value of the registry; empty where there is none."""
    words = ("reg", "query", key, *(("/v", name) if name else ("/ve",)))
    environment = {**os.environ, "WINEPREFIX": str(PREFIX), "WINEDEBUG": "-all"}
    done = subprocess.run(  # noqa: S603
        ["wine", *words],  # noqa: S607
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    found = re.search(r"REG_\w+\s+(.*)", done.stdout.decode("utf-8", "replace"))
    return found[1].strip() if found and done.returncode == 0 else ""


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
    goal = PREFIX / "drive_c" / "windows" / "system32" / f"{name}.dll"
    words = ["x86_64-w64-mingw32-gcc", "-shared", "-s", "-o", str(goal), str(source), *libraries]
    subprocess.run(words, check=True)  # noqa: S603


def main() -> None:
    """Install, use, install over, remove."""
    shutil.rmtree(PREFIX, ignore_errors=True)
    wine("wineboot", "--init")
    wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    wine(INSTALLER, "/S")
    program = USER / "AppData" / "Local" / "Programs" / "KGDesk"
    check("installed without a word", (program / "kgdesk.exe").is_file() and (program / "uninstall.exe").is_file())
    check("listed among the programs", value(UNINSTALL, "DisplayVersion") == version())
    check("a way to remove it silently", value(UNINSTALL, "QuietUninstallString").endswith("/S"))
    for ending, kind in ((".kgdesk", "Workspace"), (".kgplan", "Plan"), (".kgpart", "Part")):
        check(f"*{ending} is ours", value(rf"HKCU\Software\Classes\{ending}") == f"KGDesk.{kind}")
        command = value(rf"HKCU\Software\Classes\KGDesk.{kind}\shell\open\command")
        check(f"*{ending} opens the window", command.endswith('kgdeskw.exe" open "%1"'))
    stand_in(program)
    exe = program / "kgdesk.exe"
    check("kgdesk --version", wine(exe, "--version").split() == ["KGDesk", version()])
    home = PREFIX / "drive_c" / "demo"
    wine(exe, "demo", r"C:\demo", "--units", "2")
    check("kgdesk demo", (home / "workspaces" / "KG.kgdesk").is_file())
    returns = sorted((home / "returns").iterdir())
    places = [rf"C:\demo\returns\{path.name}" for path in returns]
    told = wine(exe, "verify", *places, "--trust", r"C:\demo\keys\ca.pem", "--json")
    check(f"kgdesk verify: {len(returns)} returns valid", told.count('"verdict": "valid"') == len(returns))
    strange = program / "_internal" / "of an older version.dll"
    strange.touch()
    wine(INSTALLER, "/S")
    check("installed over itself, nothing old is left", not strange.exists())
    (program / "của tôi.txt").write_text("left by somebody", encoding="utf-8")
    # as a copy: the uninstaller would go on by itself in another process
    shutil.copyfile(program / "uninstall.exe", PREFIX / "drive_c" / "uninstall.exe")
    wine(PREFIX / "drive_c" / "uninstall.exe", "/S", rf"_?=C:\users\{USER.name}\AppData\Local\Programs\KGDesk")
    left = sorted(path.name for path in program.iterdir()) if program.exists() else []
    check(f"removed; left: {left}", left == ["của tôi.txt"])
    check("data kept", (home / "workspaces" / "KG-911.kgdesk").is_file())
    check("no longer listed", not value(UNINSTALL, "DisplayVersion"))
    check("file types given back", not value(r"HKCU\Software\Classes\.kgdesk"))


if __name__ == "__main__":
    main()
