# shellcheck shell=bash
# The Kubernetes control plane: a real etcd and a real kube-apiserver. Sourced, never run.
#
# kube-apiserver comes from the first of: KUBEBUILDER_ASSETS, the PATH, the cache, a build from Debian's source package.

find_kube_apiserver() {
  local cached=$environment_cache/bin/kube-apiserver
  if [[ -n ${KUBEBUILDER_ASSETS:-} ]]; then
    [[ -x $KUBEBUILDER_ASSETS/kube-apiserver ]] ||
      fail "KUBEBUILDER_ASSETS is set to $KUBEBUILDER_ASSETS, but there is no program kube-apiserver in it." \
        "Point it at a folder that holds etcd and kube-apiserver, or unset it."
    printf '%s\n' "$KUBEBUILDER_ASSETS/kube-apiserver"
  elif command -v kube-apiserver >/dev/null; then
    command -v kube-apiserver
  else
    if [[ ! -x $cached ]]; then
      # Two clones that start at once build once.
      (
        flock 9
        [[ -x $cached ]] || "$environment_folder/parts/build-kube-apiserver" "$cached"
      ) 9>"$environment_cache/kube-apiserver.lock" || exit 3
    fi
    printf '%s\n' "$cached"
  fi
}

find_etcd() {
  if [[ -x ${KUBEBUILDER_ASSETS:-/nowhere}/etcd ]]; then
    printf '%s\n' "$KUBEBUILDER_ASSETS/etcd"
  else
    command -v etcd >/dev/null || install_packages etcd-server
    command -v etcd
  fi
}

start_control_plane() {
  local folder=$instance_folder/control-plane
  if is_running etcd && is_running kube-apiserver; then
    say "control plane: already running at $(<"$folder/url")"
    return 0
  fi
  command -v kubectl >/dev/null || install_packages kubernetes-client
  local etcd apiserver
  etcd=$(find_etcd)
  apiserver=$(find_kube_apiserver)
  prepare_control_plane "$folder"

  local etcd_client etcd_peer port
  # The ports stay the same when only one of the two has to be started again.
  if [[ ! -s $folder/ports ]]; then printf '%s %s %s\n' "$(free_port)" "$(free_port)" "$(free_port)" >"$folder/ports"; fi
  read -r etcd_client etcd_peer port <"$folder/ports"
  printf 'https://127.0.0.1:%s\n' "$port" >"$folder/url"
  write_kubeconfig "$folder" admin "$folder/kubeconfig"

  if ! is_running etcd; then
    say "control plane: starting etcd on port $etcd_client"
    start_process etcd "$etcd" --name default --data-dir "$folder/etcd" --log-level warn \
      --listen-client-urls "http://127.0.0.1:$etcd_client" --advertise-client-urls "http://127.0.0.1:$etcd_client" \
      --listen-peer-urls "http://127.0.0.1:$etcd_peer" --initial-advertise-peer-urls "http://127.0.0.1:$etcd_peer" \
      --initial-cluster "default=http://127.0.0.1:$etcd_peer"
    await_server etcd 30 bash -c "exec 3<>/dev/tcp/127.0.0.1/$etcd_client"
  fi

  if ! is_running kube-apiserver; then
    say "control plane: starting kube-apiserver on port $port"
    start_process kube-apiserver "$apiserver" \
      --etcd-servers "http://127.0.0.1:$etcd_client" --bind-address 127.0.0.1 --secure-port "$port" \
      --advertise-address 127.0.0.1 --endpoint-reconciler-type none --service-cluster-ip-range 10.96.0.0/16 \
      --tls-cert-file "$folder/apiserver.crt" --tls-private-key-file "$folder/apiserver.key" \
      --client-ca-file "$folder/ca.crt" --token-auth-file "$folder/tokens.csv" \
      --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$folder/service-account.key" \
      --service-account-signing-key-file "$folder/service-account.key" --api-audiences https://kubernetes.default.svc \
      --authorization-mode RBAC --allow-privileged --cert-dir "$folder" \
      --enable-admission-plugins MutatingAdmissionWebhook,ValidatingAdmissionWebhook \
      --disable-admission-plugins ServiceAccount
    await_server kube-apiserver 90 kubectl --kubeconfig "$folder/kubeconfig" --request-timeout 5s get --raw /readyz
  fi
  say "control plane: ready at https://127.0.0.1:$port"
}

prepare_control_plane() {
  local folder=$1
  mkdir -p "$folder"
  make_certificate_authority "$folder"
  make_certificate "$folder" apiserver /CN=kube-apiserver serverAuth \
    'DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:127.0.0.1'
  make_certificate "$folder" admin /O=system:masters/CN=test-administrator clientAuth
  [[ -s $folder/service-account.key ]] || (umask 077 && openssl genrsa -out "$folder/service-account.key" 2048 2>/dev/null)
  if [[ ! -s $folder/tokens.csv ]]; then
    (
      umask 077
      # A user with every right, and one with none but what a test binds to it.
      printf '%s,token-administrator,token-administrator,system:masters\n' "$(random_secret)" >"$folder/tokens.csv"
      printf '%s,token-user,token-user\n' "$(random_secret)" >>"$folder/tokens.csv"
    )
  fi
}

# write_kubeconfig FOLDER CLIENT_CERTIFICATE_NAME TARGET
write_kubeconfig() {
  local folder=$1 client=$2 target=$3
  (
    umask 077
    cat >"$target" <<YAML
apiVersion: v1
kind: Config
current-context: test
contexts:
  - {name: test, context: {cluster: test, user: $client, namespace: default}}
clusters:
  - name: test
    cluster:
      server: $(<"$folder/url")
      certificate-authority-data: $(base64 -w0 "$folder/ca.crt")
users:
  - name: $client
    user:
      client-certificate-data: $(base64 -w0 "$folder/$client.crt")
      client-key-data: $(base64 -w0 "$folder/$client.key")
YAML
  )
}

stop_control_plane() {
  stop_process kube-apiserver
  stop_process etcd
}
