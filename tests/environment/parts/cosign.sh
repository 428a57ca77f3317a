# shellcheck shell=bash
# cosign, which Debian has from its next release on: its package is unpacked into the cache and not installed. The program needs nothing
# but the C library of this one. Sourced, never run.

find_cosign() {
  cosign=$(command -v cosign || printf '%s' "$environment_cache/bin/cosign")
  [[ ! -x $cosign ]] || return 0
  require_debian cosign
  local folder=$environment_cache/build/cosign log=$environment_cache/build/cosign.log
  rm -rf "$folder"
  mkdir -p "$folder"/{lists/partial,archives/partial,root} "$environment_cache/bin"
  write_private_list
  awk '$1 == "deb" && $NF == "main" && !/-security|-updates|-backports/ { $(NF - 1) = "trixie"; print }' "$apt_private/sources.list" >"$folder/sources.list"
  say "fetching cosign (once, 15 MB)"
  (
    exec >"$log" 2>&1
    apt_there() {
      apt-get -q -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$folder/lists" \
        -o "Dir::Cache::Archives=$folder/archives" -o "Dir::Cache::pkgcache=$folder/pkgcache.bin" -o "Dir::Cache::srcpkgcache=$folder/srcpkgcache.bin" \
        -o Dir::State::status=/dev/null -o APT::Sandbox::User=root -o Debug::NoLocking=1 -o Acquire::Retries=3 "$@"
    }
    cd "$folder" && apt_there update && apt_there download cosign && dpkg-deb -x cosign_*.deb root && mv root/usr/bin/cosign "$cosign"
  ) || fail "apt could not fetch cosign from Debian's trixie." "The end of $log:" "$(tail -n 8 "$log")"
  rm -rf "$folder"
}
