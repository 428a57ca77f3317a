# shellcheck shell=bash
# Images with buildah, which needs no daemon and, with chroot isolation, no privileged container. Sourced, never run.

# shellcheck disable=SC2034  # used where this is sourced
image_platforms=linux/amd64,linux/arm64

# buildah_build ARGUMENTS…: the build argument of an option that is given twice is the last one's.
buildah_build() { buildah --storage-driver vfs build --isolation chroot "$@"; }
