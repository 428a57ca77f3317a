# shellcheck shell=bash
# What tests need to know of an instance, as JSON for programs and as a table for people. Sourced, never run.

own_cluster() { [[ ${HYBRIDGROUPS_TEST_USE_KUBECONFIG:-} == yes && -n ${KUBECONFIG:-} ]]; }

own_directory() { [[ -n ${HYBRIDGROUPS_TEST_LDAP_URL:-} ]]; }

check_own_directory() {
  local variable
  for variable in HYBRIDGROUPS_TEST_LDAP_CA HYBRIDGROUPS_TEST_LDAP_USER HYBRIDGROUPS_TEST_LDAP_PASSWORD_FILE HYBRIDGROUPS_TEST_LDAP_BASE_DN; do
    [[ -n ${!variable:-} ]] || fail "HYBRIDGROUPS_TEST_LDAP_URL is set, but $variable is not." \
      "See tests/environment/README.md, \"Your own servers\"."
  done
}

write_description() {
  local k=$instance_folder/control-plane a=$instance_folder/active-directory g=$instance_folder/simulator
  local kubernetes=null directory=null graph=null
  if own_cluster; then
    kubernetes=$(printf '{"kubeconfig": "%s", "own": true}' "$KUBECONFIG")
  elif [[ -s $k/url ]]; then
    kubernetes=$(printf '{"url": "%s", "kubeconfig": "%s", "certificateAuthority": "%s", "tokens": "%s", "folder": "%s"}' \
      "$(<"$k/url")" "$k/kubeconfig" "$k/ca.crt" "$k/tokens.csv" "$k")
  fi
  if own_directory; then
    check_own_directory
    directory=$(printf '{"url": "%s", "certificateAuthority": "%s", "baseDn": "%s", "administrator": "%s", "administratorPasswordFile": "%s", "own": true}' \
      "$HYBRIDGROUPS_TEST_LDAP_URL" "$HYBRIDGROUPS_TEST_LDAP_CA" "$HYBRIDGROUPS_TEST_LDAP_BASE_DN" \
      "$HYBRIDGROUPS_TEST_LDAP_USER" "$HYBRIDGROUPS_TEST_LDAP_PASSWORD_FILE")
  elif [[ -s $a/address ]]; then
    directory=$(printf '{"url": "ldaps://%s", "certificateAuthority": "%s", "baseDn": "%s", "administrator": "%s", "administratorPasswordFile": "%s", "serviceAccount": "%s", "serviceAccountPasswordFile": "%s", "folder": "%s"}' \
      "$(<"$a/address")" "$a/ca.crt" "$samba_base_dn" "CN=Administrator,CN=Users,$samba_base_dn" "$a/administrator.password" \
      "CN=svc-hybrid-groups,CN=Users,$samba_base_dn" "$a/service.password" "$a")
  fi
  if [[ -s $g/url ]]; then
    graph=$(printf '{"url": "%s", "certificateAuthority": "%s", "folder": "%s"}' "$(<"$g/url")" "$g/ca.crt" "$g")
  fi
  cat >"$instance_folder/environment.json" <<JSON
{
  "name": "$instance_name",
  "folder": "$instance_folder",
  "kubernetes": $kubernetes,
  "activeDirectory": $directory,
  "graph": $graph
}
JSON
}

print_description() {
  local k=$instance_folder/control-plane a=$instance_folder/active-directory g=$instance_folder/simulator
  printf '\nThe environment "%s" is up (%d s).\n\n' "$instance_name" "$(elapsed)"
  if own_cluster; then
    printf '  Kubernetes         your own, KUBECONFIG=%s\n' "$KUBECONFIG"
  elif [[ -s $k/url ]]; then
    printf '  Kubernetes         %s\n' "$(<"$k/url")"
    printf '                     export KUBECONFIG=%s\n' "$k/kubeconfig"
  fi
  if own_directory; then
    printf '  Active Directory   your own, %s\n' "$HYBRIDGROUPS_TEST_LDAP_URL"
  elif [[ -s $a/address ]]; then
    printf '  Active Directory   ldaps://%s   %s\n' "$(<"$a/address")" "$samba_base_dn"
    printf '                     certificate authority   %s\n' "$a/ca.crt"
    printf '                     administrator           %s\n' "CN=Administrator,CN=Users,$samba_base_dn"
    printf '                     its password            %s\n' "$a/administrator.password"
  fi
  if [[ -s $g/url ]]; then
    printf '  Graph simulator    %s   (certificate authority %s)\n' "$(<"$g/url")" "$g/ca.crt"
  fi
  printf '\n  All of it, as JSON: %s\n  Logs:               %s\n  To end it:          tests/environment/down --name %s\n' \
    "$instance_folder/environment.json" "$instance_folder/logs" "$instance_name"
}
