# shellcheck shell=bash
# Active Directory: a real Samba domain controller. Sourced, never run.
#
# Samba listens on the protocol's fixed ports, so each instance has a loopback address of its own.

samba_realm=CORP.EXAMPLE.COM
samba_domain=CORP
samba_base_dn=DC=corp,DC=example,DC=com
samba_host=dc1

# 4.17, which Debian 12 has itself, lacks the current schema.
install_samba() {
  local version
  # Not there at all is one of the answers.
  version=$({ samba --version 2>/dev/null || true; } | sed -n 's/^Version \([0-9]*\.[0-9]*\).*/\1/p')
  if [[ -z $version ]] || ! printf '4.19\n%s\n' "$version" | sort -CV || ! command -v samba-tool >/dev/null; then
    install_packages --backports samba samba-ad-dc samba-ad-provision winbind ldb-tools
  fi
  command -v ldapsearch >/dev/null || install_packages ldap-utils
  command -v ip >/dev/null || install_packages iproute2
}

# The slow part, done once a Samba version: the provisioned directory. Its passwords are replaced in every copy.
provisioned_copy() {
  local kind=$1 version cached
  version=$(samba --version | tr -c 'A-Za-z0-9.\n' - | sed 's/^Version-//')
  cached=$environment_cache/samba/$version-$kind-1
  if [[ ! -e $cached/done ]]; then
    (
      flock 9
      [[ -e $cached/done ]] || provision_samba "$kind" "$cached"
    ) 9>"$environment_cache/samba.lock" || exit 3
  fi
  printf '%s\n' "$cached"
}

provision_samba() {
  local kind=$1 target=$2 log=$environment_cache/samba-provision.log work
  work=$(mktemp -d /tmp/hybrid-groups-provision.XXXXXX)
  say "Active Directory: provisioning the domain $samba_realm (once)"
  samba-tool domain provision --realm "$samba_realm" --domain "$samba_domain" --server-role dc --dns-backend NONE \
    --base-schema 2019 --function-level 2008_R2 --host-name "$samba_host" --host-ip 127.0.0.2 \
    --adminpass "$(random_secret Aa1-)" --targetdir "$work" --option "server services=ldap kdc" \
    >"$log" 2>&1 ||
    fail "Samba could not provision a domain." "The end of $log:" "$(tail -n 12 "$log")"
  if [[ $kind == exchange ]]; then extend_schema_for_exchange "$work" "$log"; fi
  rm -rf "$target" && mkdir -p "$(dirname "$target")" && cp -a "$work" "$target" && touch "$target/done"
  rm -rf "$work"
}

extend_schema_for_exchange() {
  local folder=$1 log=$2 step
  say "Active Directory: extending the schema with the Exchange attributes of groups"
  for step in attributes class; do
    sed "s/\${SCHEMADN}/CN=Schema,CN=Configuration,$samba_base_dn/" \
      "$environment_folder/parts/exchange-schema-$step.ldif" >"$folder/exchange.ldif"
    ldbmodify -H "$folder/private/sam.ldb" --option="dsdb:schema update allowed=true" "$folder/exchange.ldif" \
      >>"$log" 2>&1 || fail "the Exchange schema could not be added." "The end of $log:" "$(tail -n 5 "$log")"
  done
}

# Each instance takes one address of 127.0.0.0/8 that no other instance has; the folder that owns it is written beside it.
claim_loopback_address() {
  local folder=$1 claims=$environment_cache/addresses number owner
  [[ -s $folder/address ]] && return 0
  mkdir -p "$claims"
  for number in {2..250}; do
    local claim=$claims/127.0.0.$number
    (
      flock 9
      if [[ -s $claim ]]; then
        owner=$(<"$claim")
        [[ $owner == "$instance_folder" || ! -d $owner ]] || exit 1
      fi
      printf '%s\n' "$instance_folder" >"$claim"
    ) 9>"$environment_cache/addresses.lock" || continue
    # Somebody outside this project may have a server there.
    if (exec 3<>"/dev/tcp/127.0.0.$number/389") 2>/dev/null; then
      rm -f "$claim"
      continue
    fi
    printf '127.0.0.%s\n' "$number" >"$folder/address"
    return 0
  done
  fail "no loopback address from 127.0.0.2 to 127.0.0.250 is free." "Claims are kept in $claims."
}

start_active_directory() {
  local kind=$1 recycle_bin=$2 folder=$instance_folder/active-directory address
  if is_running samba; then
    say "Active Directory: already running at ldaps://$(<"$folder/address")"
    return 0
  fi
  install_samba
  mkdir -p "$folder"
  claim_loopback_address "$folder"
  address=$(<"$folder/address")
  # Samba binds only to addresses that an interface lists.
  if ! ip -4 -o addr show dev lo | grep -qF " $address/"; then
    as_root ip addr add "$address/8" dev lo ||
      fail "the loopback address $address could not be added." "As root, run: ip addr add $address/8 dev lo"
    touch "$folder/address-added"
  fi
  prepare_active_directory "$folder" "$address" "$kind" "$recycle_bin"

  say "Active Directory: starting Samba on $address"
  start_samba_process "$folder"
  await_server samba 60 search_root_dse "$address"
  say "Active Directory: ready at ldaps://$address"
}

start_samba_process() {
  # Ports below 1024 need root; sudo, where it is needed, keeps the session that start_process makes.
  local root=()
  ((EUID == 0)) || root=(sudo -n)
  start_process samba "${root[@]}" samba --foreground --no-process-group --configfile "$1/etc/smb.conf" --debug-stdout
}

search_root_dse() {
  LDAPTLS_CACERT=$instance_folder/active-directory/ca.crt ldapsearch -x -o nettimeout=3 -l 3 -LLL \
    -H "ldaps://$1" -s base -b '' defaultNamingContext
}

prepare_active_directory() {
  local folder=$1 address=$2 kind=$3 recycle_bin=$4
  [[ -e $folder/prepared ]] && return 0
  local copy
  copy=$(provisioned_copy "$kind")
  rm -rf "$folder/private" "$folder/state"
  cp -a "$copy/." "$folder/"
  make_certificate_authority "$folder"
  local host
  host=$samba_host.$(tr '[:upper:]' '[:lower:]' <<<"$samba_realm")
  make_certificate "$folder" server "/CN=$host" serverAuth "DNS:$host,DNS:localhost,IP:$address"
  write_smb_conf "$folder" "$address"

  (
    umask 077
    printf '%s' "$(random_secret Aa1-)" >"$folder/administrator.password"
    printf '%s' "$(random_secret Aa1-)" >"$folder/service.password"
  )
  local log=$instance_folder/logs/samba-prepare.log
  mkdir -p "$instance_folder/logs"
  {
    samba-tool user setpassword Administrator --newpassword "$(<"$folder/administrator.password")" --configfile "$folder/etc/smb.conf" &&
      samba-tool user create svc-hybrid-groups "$(<"$folder/service.password")" --configfile "$folder/etc/smb.conf" \
        --description "Account of the operator: no rights but those every user has" &&
      samba-tool user setexpiry svc-hybrid-groups --noexpiry --configfile "$folder/etc/smb.conf"
  } >"$log" 2>&1 || fail "Samba's accounts could not be prepared." "The end of $log:" "$(tail -n 8 "$log")"
  if [[ -n $recycle_bin ]]; then enable_recycle_bin "$folder" "$log"; fi
  touch "$folder/prepared"
}

# Samba lets nobody do it over LDAP.
enable_recycle_bin() {
  local folder=$1 log=$2
  printf 'dn:\nchangetype: modify\nreplace: enableOptionalFeature\nenableOptionalFeature: %s:%s\n-\n' \
    "CN=Partitions,CN=Configuration,$samba_base_dn" 766ddcd8-acd0-445e-f3b9-a7f9b6744f2a >"$folder/recycle-bin.ldif"
  ldbmodify -H "$folder/private/sam.ldb" "$folder/recycle-bin.ldif" >>"$log" 2>&1 ||
    fail "the recycle bin could not be switched on." "The end of $log:" "$(tail -n 5 "$log")"
}

write_smb_conf() {
  local folder=$1 address=$2
  mkdir -p "$folder"/{etc,run,lock,ncalrpc,cache,state,winbindd,ntp,log}
  chmod 700 "$folder/private" && chmod 755 "$folder/winbindd"
  cat >"$folder/etc/smb.conf" <<INI
[global]
  netbios name = $(tr '[:lower:]' '[:upper:]' <<<"$samba_host")
  realm = $samba_realm
  workgroup = $samba_domain
  server role = active directory domain controller
  server services = ldap, kdc
  interfaces = $address
  bind interfaces only = yes
  prefork children = 2
  private dir = $folder/private
  lock directory = $folder/lock
  state directory = $folder/state
  cache directory = $folder/cache
  pid directory = $folder/run
  ncalrpc dir = $folder/ncalrpc
  winbindd socket directory = $folder/winbindd
  ntp signd socket directory = $folder/ntp
  tls enabled = yes
  tls keyfile = $folder/server.key
  tls certfile = $folder/server.crt
  tls cafile = $folder/ca.crt
  log level = 1
INI
}

stop_active_directory() {
  local folder=$instance_folder/active-directory address
  stop_process samba
  [[ -s $folder/address ]] || return 0
  address=$(<"$folder/address")
  if [[ -e $folder/address-added ]]; then as_root ip addr del "$address/8" dev lo 2>/dev/null || true; fi
  rm -f "$environment_cache/addresses/$address"
}
