# Where things are, and how much of it. Sourced by up, down and every part; never run.
# shellcheck disable=SC2034  # the parts use what is set here

# Slow to build, good for every clone: never inside the checkout.
environment_cache=${HYBRIDGROUPS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hybrid-groups}
repository=$(cd "$environment_folder/../.." && pwd)
mkdir -p "$environment_cache"

for part in say packages; do
  # shellcheck source=/dev/null
  source "$environment_folder/parts/$part.sh"
done
