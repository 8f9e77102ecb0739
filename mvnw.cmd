@echo off
rem Runs the Maven pinned in .mvn\wrapper\maven-wrapper.properties, fetching it once into .m2\wrapper.
rem PowerShell does the work, below the label: it prints where Maven is, or nothing.
setlocal
set "MVNW_FILE=%~f0"
set "MVNW_FOLDER=%~dp0"
set "MVNW_MAVEN="
for /f "usebackq delims=" %%m in (`powershell -NoProfile -ExecutionPolicy Bypass -Command "& ([scriptblock]::Create(((Get-Content -Raw -LiteralPath $env:MVNW_FILE) -split '\r?\n:powershell\r?\n')[1]))"`) do set "MVNW_MAVEN=%%m"
if not defined MVNW_MAVEN exit /b 1
call "%MVNW_MAVEN%" %*
exit /b %ERRORLEVEL%

:powershell
$ErrorActionPreference = 'Stop'
# Its progress bar slows a download down many times over.
$ProgressPreference = 'SilentlyContinue'

function Read-Settings($properties) {
  $settings = @{}
  Get-Content -LiteralPath $properties | ForEach-Object {
    if ($_ -match '^(\w+)=(.*)$') { $settings[$Matches[1]] = $Matches[2].Trim() }
  }
  foreach ($name in 'mavenVersion', 'distributionUrl', 'distributionSha512Sum') {
    if (-not $settings[$name]) { throw "$properties is incomplete" }
  }
  $settings
}

# From outside the project: its .mvn and pom.xml ask for the Maven that is not there yet.
function Get-ThroughMaven($version, $zip, $work) {
  if (-not (Get-Command mvn -ErrorAction SilentlyContinue)) { return $false }
  $arguments = @(
    '-q', '-B', 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy',
    "-Dartifact=org.apache.maven:apache-maven:${version}:zip:bin",
    "-DoutputDirectory=$work", '-Dmdep.useBaseVersion=true')
  Push-Location -LiteralPath $work
  try {
    & mvn @arguments | ForEach-Object { [Console]::Error.WriteLine($_) }
  } finally {
    Pop-Location
  }
  if ($LASTEXITCODE -ne 0) { return $false }
  Move-Item -LiteralPath (Join-Path $work "apache-maven-$version-bin.zip") -Destination $zip
  $true
}

function Get-ByDownload($url, $zip, $version) {
  [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
  try {
    Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $zip
  } catch {
    throw "Maven $version could not be fetched from ${url}: $_"
  }
}

function Install-Maven($settings, $properties, $dists, $target) {
  $version = $settings['mavenVersion']
  $work = Join-Path $dists ('fetch.' + [Guid]::NewGuid().ToString('N'))
  New-Item -ItemType Directory -Force -Path $work | Out-Null
  try {
    $zip = Join-Path $work 'maven.zip'
    if (-not (Get-ThroughMaven $version $zip $work)) {
      Get-ByDownload $settings['distributionUrl'] $zip $version
    }
    if ((Get-FileHash -Algorithm SHA512 -LiteralPath $zip).Hash -ne $settings['distributionSha512Sum']) {
      throw "the Maven $version that was fetched does not have the SHA-512 in $properties"
    }
    Expand-Archive -LiteralPath $zip -DestinationPath $work
    try {
      [IO.Directory]::Move((Join-Path $work "apache-maven-$version"), $target)
    } catch {
      # Another build may have been faster: then its copy is as good as ours.
      if (-not (Test-Path -LiteralPath (Join-Path $target 'bin\mvn.cmd'))) { throw "cannot write $target" }
    }
  } finally {
    Remove-Item -Recurse -Force -LiteralPath $work
  }
}

try {
  $properties = Join-Path $env:MVNW_FOLDER '.mvn\wrapper\maven-wrapper.properties'
  $settings = Read-Settings $properties
  $user = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { Join-Path $env:USERPROFILE '.m2' }
  $dists = Join-Path $user 'wrapper\dists'
  $target = Join-Path $dists "apache-maven-$($settings['mavenVersion'])"
  $mvn = Join-Path $target 'bin\mvn.cmd'
  if (-not (Test-Path -LiteralPath $mvn)) { Install-Maven $settings $properties $dists $target }
  $mvn
} catch {
  [Console]::Error.WriteLine("mvnw: $_")
  exit 1
}
