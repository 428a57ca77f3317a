# shellcheck shell=bash
# Where things are. Sourced by up, down and every part; never run. Expects environment_folder.
# shellcheck disable=SC2034  # the parts use what is set here

repository=$(cd "$environment_folder/../.." && pwd)

# Slow to build, good for every clone: never inside the checkout.
environment_cache=${HYBRIDGROUPS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hybrid-groups}

# An instance belongs to one clone and has a name. Its folder has a short path: Samba's sockets allow 108 characters.
use_instance() {
  instance_name=$1
  [[ $instance_name =~ ^[a-z0-9][a-z0-9-]{0,30}$ ]] ||
    fail "'$instance_name' is no name for an instance." "Use up to 31 of a-z, 0-9 and '-', beginning with a letter or digit."
  local clone
  clone=$(printf '%s' "$repository" | cksum | cut -d' ' -f1)
  local environments=${HYBRIDGROUPS_ENVIRONMENTS:-/tmp/hybrid-groups-$(id -u)}
  (umask 077 && mkdir -p "$environments")
  [[ -O $environments ]] || fail "$environments belongs to somebody else." "Set HYBRIDGROUPS_ENVIRONMENTS to a folder of your own."
  instance_folder=$environments/$clone-$instance_name
}

mkdir -p "$environment_cache"
for part in say packages processes certificates; do
  # shellcheck source=/dev/null
  source "$environment_folder/parts/$part.sh"
done
