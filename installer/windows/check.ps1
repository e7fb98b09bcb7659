# Installs the installer without a word, uses the program, removes it; ends with an error where something is not so.
$ErrorActionPreference = "Stop"
$root = Resolve-Path "$PSScriptRoot\..\.."
$installer = (Get-ChildItem "$root\build\windows\KGDesk-*-setup.exe")[0].FullName
$program = "$env:LOCALAPPDATA\Programs\KGDesk"
$uninstall = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\KGDesk"
$demo = Join-Path $env:TEMP "kgdesk-demo"

function Check($told, $good) {
    Write-Host "windows-check: $told`: $(if ($good) { 'yes' } else { 'NO' })"
    if (-not $good) { throw $told }
}
function Run($file, $words) {
    $process = Start-Process -FilePath $file -ArgumentList $words -Wait -PassThru
    Check "$(Split-Path $file -Leaf) $words gives 0" ($process.ExitCode -eq 0)
}

Run $installer @("/S")
Check "installed" (Test-Path "$program\kgdeskw.exe")
Check "listed among the programs" ((Get-ItemProperty $uninstall).DisplayName -eq "KGDesk")
foreach ($ending in "kgdesk", "kgplan", "kgpart") {
    $kind = (Get-ItemProperty "HKCU:\Software\Classes\.$ending")."(default)"
    $command = (Get-ItemProperty "HKCU:\Software\Classes\$kind\shell\open\command")."(default)"
    Check "*.$ending opens the window" ($command -like '*kgdeskw.exe" open "%1"')
}
& "$program\kgdesk.exe" --version
Check "kgdesk --version" ($LASTEXITCODE -eq 0)
Remove-Item -Recurse -Force $demo -ErrorAction SilentlyContinue
& "$program\kgdesk.exe" demo $demo --units 2 | Out-Null
Check "kgdesk demo" ($LASTEXITCODE -eq 0)
& "$program\kgdesk.exe" verify "$demo\returns" --trust "$demo\keys\ca.pem" | Out-Null
Check "kgdesk verify" ($LASTEXITCODE -eq 0)

# the window comes up on a workspace and is closed as a person closes it
$window = Start-Process "$program\kgdeskw.exe" @("open", "$demo\workspaces\KG-911.kgdesk") -PassThru
$until = (Get-Date).AddSeconds(60)
while ($window.MainWindowHandle -eq 0 -and (Get-Date) -lt $until) { Start-Sleep -Milliseconds 200; $window.Refresh() }
Check "a window" ($window.MainWindowHandle -ne 0)
$window.CloseMainWindow() | Out-Null
Check "closed" ($window.WaitForExit(60000))

Run $installer @("/S")
Run "$program\uninstall.exe" @("/S", "_?=$program")
Check "removed" (-not (Test-Path "$program\_internal"))
Check "data kept" (Test-Path "$demo\workspaces\KG-911.kgdesk")
Check "no longer listed" (-not (Test-Path $uninstall))
