# shellcheck shell=bash
# Debian packages, from the machine's own package sources. Sourced, never run.
#
# Two suites are needed that a Debian machine usually does not list: its source packages (for the API server) and its
# backports (for a current Samba). They come from a private list derived from the machine's own lists, kept in the
# cache: the system's lists stay as they are.

apt_private=$environment_cache/apt

# How to become root; empty when we already are, fails when there is no way.
as_root() {
  if ((EUID == 0)); then
    DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
  else
    fail "this needs root, and neither root nor a password-less sudo is at hand: $*" \
      "Run the same command as root, or allow sudo without a password," \
      "or bring your own servers: see tests/environment/README.md, \"Your own servers\"."
  fi
}

require_debian() {
  local id='' VERSION_CODENAME=''
  # shellcheck disable=SC1091
  [[ -r /etc/os-release ]] && id=$(. /etc/os-release && printf '%s' "$ID")
  if [[ $id != debian ]] || ! command -v apt-get >/dev/null; then
    fail "this machine is not Debian, so nothing can be installed for you (needed: $*)." \
      "Bring your own servers instead:" \
      "  KUBECONFIG=…                     a cluster on which the tests may create and delete objects, with" \
      "  HYBRIDGROUPS_TEST_USE_KUBECONFIG=yes" \
      "  KUBEBUILDER_ASSETS=…             a folder with the programs etcd and kube-apiserver" \
      "  HYBRIDGROUPS_TEST_LDAP_URL=…     ldaps://… of an Active Directory domain controller, with" \
      "  HYBRIDGROUPS_TEST_LDAP_CA=…      its certificate authority (PEM)," \
      "  HYBRIDGROUPS_TEST_LDAP_BASE_DN=… the distinguished name of its domain," \
      "  HYBRIDGROUPS_TEST_LDAP_USER=…    an administrator of a test domain, and" \
      "  HYBRIDGROUPS_TEST_LDAP_PASSWORD_FILE=…  a file that holds the password" \
      "or install these programs yourself, so that they are on the PATH. See tests/environment/README.md."
  fi
}

debian_codename() {
  # shellcheck disable=SC1091
  (. /etc/os-release && printf '%s' "$VERSION_CODENAME")
}

# The machine's own entries for this release, then the same with deb-src and the backports suite.
write_private_list() {
  local release fresh=$apt_private/sources.list.$BASHPID keyring=/usr/share/keyrings/debian-archive-keyring.gpg options=''
  release=$(debian_codename)
  [[ -r $keyring ]] && options="[signed-by=$keyring] "
  mkdir -p "$apt_private"/{lists/partial,archives/partial}
  # shellcheck disable=SC2016  # the dollar signs are apt's
  # apt prints every source it knows, whatever form its lists have. Without release information, because a fresh machine
  # has fetched none yet, and apt then names only what it has fetched.
  apt-get indextargets --no-release-info --format '$(CREATED_BY)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)' |
    awk -F'|' -v release="$release" -v options="$options" '
      $1 != "Packages" || ($3 != release && index($3, release "-") != 1) { next }
      {
        print "deb " options $2 " " $3 " " $4
        if ($3 == release && $4 == "main") {
          print "deb " options $2 " " release "-backports main"
          print "deb-src " options $2 " " release " main"
        }
      }' | sort -u >"$fresh"
  # In one step, and only when it differs: somebody else may be reading it.
  if cmp -s "$fresh" "$apt_private/sources.list"; then rm "$fresh"; else mv "$fresh" "$apt_private/sources.list"; fi
  [[ -s $apt_private/sources.list ]] ||
    fail "apt lists no package source for Debian $release on this machine." "Look at: apt-get indextargets"
}

apt_with_private_list() {
  local command=$1
  shift
  "$command" -q -o "Dir::Etc::SourceList=$apt_private/sources.list" -o Dir::Etc::SourceParts=- \
    -o "Dir::State::Lists=$apt_private/lists" -o "Dir::Cache::Archives=$apt_private/archives" \
    -o "Dir::Cache::pkgcache=$apt_private/pkgcache.bin" -o "Dir::Cache::srcpkgcache=$apt_private/srcpkgcache.bin" \
    -o APT::Sandbox::User=root -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"
}

# Installs what is not there yet: install_packages [--backports] NAME…
install_packages() {
  local options=() missing=() package
  if [[ $1 == --backports ]]; then
    options=(-t "$(debian_codename)-backports")
    shift
  fi
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) == ii* ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  require_debian "${missing[*]}"
  say "installing ${missing[*]}"
  write_private_list
  local log=$environment_cache/apt/install.log
  # One installation at a time on this machine, whichever clone asks; the log is that of the one at work.
  (
    flock 9
    exec >"$log" 2>&1
    if [[ -z $(find "$apt_private/lists" -name '*_Packages*' -mmin -720 -print -quit) ]]; then
      apt_with_private_list apt_get_as_root update
    fi
    without_starting_services apt_with_private_list apt_get_as_root install -y --no-install-recommends "${options[@]}" "${missing[@]}"
  ) 9>"$environment_cache/apt/lock" ||
    fail "apt could not install: ${missing[*]}" "The end of $log:" "$(tail -n 12 "$log")"
}

apt_get_as_root() { as_root apt-get "$@"; }

# Debian starts and enables a server when its package is installed. Here that would put an etcd and a domain controller
# on the user's machine for good; the test environment starts its own, so the packages' services stay off.
without_starting_services() {
  local policy=/usr/sbin/policy-rc.d made=no status=0
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod +x "$policy" && made=yes
  fi
  local enabled_before=''
  if [[ -d /run/systemd/system ]]; then enabled_before=$(systemctl list-unit-files --state=enabled --no-legend | cut -d' ' -f1); fi
  "$@" || status=$?
  if [[ $made == yes ]]; then as_root rm -f "$policy"; fi
  if [[ -d /run/systemd/system ]]; then
    local unit
    for unit in etcd samba-ad-dc smbd nmbd winbind samba rsync prometheus docker-registry; do
      grep -qx "$unit.service" <<<"$enabled_before" || as_root systemctl disable --quiet "$unit.service" 2>/dev/null || true
    done
  fi
  return "$status"
}
