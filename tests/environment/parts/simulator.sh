# shellcheck shell=bash
# The Graph simulator: our own program, built from this checkout. Sourced, never run.

start_simulator() {
  local folder=$instance_folder/simulator port
  if is_running simulator; then
    say "Graph simulator: already running at $(<"$folder/url")"
    return 0
  fi
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is not on the PATH." "Install it: https://dotnet.microsoft.com/download"
  mkdir -p "$folder"
  make_certificate_authority "$folder"
  make_certificate "$folder" server /CN=graph-simulator serverAuth 'DNS:localhost,IP:127.0.0.1'

  say "Graph simulator: building"
  # Without the lock (descriptor 9): the compiler server that a build leaves behind would hold it for ten minutes.
  # A copy of its own: building the solution again must not pull the program from under the running process.
  dotnet publish "$repository/src/HybridGroups.GraphSimulator" -c Release -o "$folder/program" --nologo -v quiet \
    -nodeReuse:false </dev/null >"$folder/build.log" 2>&1 9>&- || fail "the Graph simulator did not build." "$(tail -n 12 "$folder/build.log")"

  [[ -s $folder/port ]] || free_port >"$folder/port"
  port=$(<"$folder/port")
  printf 'https://127.0.0.1:%s\n' "$port" >"$folder/url"
  say "Graph simulator: starting on port $port"
  start_process simulator dotnet "$folder/program/HybridGroups.GraphSimulator.dll" --urls "$(<"$folder/url")" \
    --Kestrel:Certificates:Default:Path "$folder/server.crt" --Kestrel:Certificates:Default:KeyPath "$folder/server.key"
  await_server simulator 30 openssl s_client -connect "127.0.0.1:$port" -CAfile "$folder/ca.crt" -verify_return_error -brief
  say "Graph simulator: ready at $(<"$folder/url")"
}

stop_simulator() { stop_process simulator; }
