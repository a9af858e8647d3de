# Starts the server with the machine, and again when it ends, with nothing but Windows itself. As administrator:
#
#   powershell -ExecutionPolicy Bypass -File install-task.ps1 -Folder C:\Antrean -Port 8000
#
# The folder holds venv (py -m venv venv; venv\Scripts\python -m pip install antrean-*.whl) and config.toml.
# Written after the manual of ScheduledTasks; not run on Windows yet.
#
#   Stop-ScheduledTask Antrean        ends it at once: what was answered is on disk
#   Unregister-ScheduledTask Antrean  takes it away

param(
    [string]$Folder = "C:\Antrean",
    [int]$Port = 8000
)
$ErrorActionPreference = "Stop"

$python = Join-Path $Folder "venv\Scripts\python.exe"
foreach ($needed in $python, (Join-Path $Folder "config.toml")) {
    if (-not (Test-Path $needed)) { throw "$needed is not there." }
}

# The service account may write here, and nobody else but administrators.
icacls $Folder /inheritance:r /grant "*S-1-5-19:(OI)(CI)M" "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" | Out-Null
& $python -m queue_app migrate
if ($LASTEXITCODE -ne 0) { throw "The database could not be brought to the schema of this version." }

$action = New-ScheduledTaskAction -Execute $python -Argument "-m queue_app serve --port $Port" -WorkingDirectory $Folder
$trigger = New-ScheduledTaskTrigger -AtStartup
$principal = New-ScheduledTaskPrincipal -UserId "NT AUTHORITY\LOCAL SERVICE" -LogonType ServiceAccount
$settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) `
    -ExecutionTimeLimit ([TimeSpan]::Zero) -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable
Register-ScheduledTask -TaskName "Antrean" -Action $action -Trigger $trigger -Principal $principal -Settings $settings -Force | Out-Null
Start-ScheduledTask -TaskName "Antrean"
New-NetFirewallRule -DisplayName "Antrean" -Direction Inbound -Protocol TCP -LocalPort $Port -Action Allow -Profile Domain,Private | Out-Null
Write-Output "Antrean starts with this machine, on port $Port."
