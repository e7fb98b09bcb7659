# Makes build\windows\KGDesk-VERSION-setup.exe of the frozen program, on Windows with NSIS.
$ErrorActionPreference = "Stop"
$root = Resolve-Path "$PSScriptRoot\..\.."
$version = (Select-String -Path "$root\kgdesk\__init__.py" -Pattern '^__version__ = "(.+)"$').Matches[0].Groups[1].Value
$stage = "$root\build\freeze\dist\kgdesk"
if (-not (Test-Path "$stage\kgdeskw.exe")) { throw "$stage is missing: python installer\freeze\make.py" }
$makensis = Get-Command makensis -ErrorAction SilentlyContinue
$makensis = if ($makensis) { $makensis.Source } else { "${env:ProgramFiles(x86)}\NSIS\makensis.exe" }
New-Item -ItemType Directory -Force "$root\build\windows" | Out-Null
$goal = "$root\build\windows\KGDesk-$version-setup.exe"
& $makensis /V2 /INPUTCHARSET UTF8 "/DVERSION=$version" "/DSTAGE=$stage" `
    "/DICON=$root\build\freeze\icons\kgdesk.ico" "/DGOAL=$goal" "$PSScriptRoot\kgdesk.nsi"
if ($LASTEXITCODE -ne 0) { throw "makensis gave $LASTEXITCODE" }
Get-FileHash -Algorithm SHA256 $goal | Format-List
