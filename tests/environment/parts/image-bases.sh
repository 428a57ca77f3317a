# shellcheck shell=bash
# Stand-ins for the base images, made of this machine's own .NET and libraries, for where no registry is in reach.
# Sourced, never run. Expects image_platforms.

dotnet_root() { dirname "$(readlink -f "$(command -v dotnet)")"; }

# The shared libraries that programs and libraries need, and those that .NET looks for by name.
libraries_of() {
  {
    find "$@" -type f \( -name '*.so' -o -perm -u+x \) -print0 | xargs -0 -r ldd 2>/dev/null | awk '$2 == "=>" && $3 ~ "^/" { print $3 } $1 ~ "^/.*[^:]$" { print $1 }'
    ldconfig -p | grep -oE '/[^ ]*/lib(ssl|crypto|gssapi_krb5|z)\.so\.[^ ]+'
  } | sort -u
}

# stand_in FOLDER PROGRAM…: a root with the programs, what they need, and the user of .NET's own images.
stand_in() {
  local root=$1 file
  shift
  mkdir -p "$root"/{etc/ssl/certs,tmp,usr/bin,proc,dev}
  chmod 1777 "$root/tmp"
  printf 'root:x:0:0:root:/root:/bin/sh\napp:x:1654:1654::/tmp:/bin/false\n' >"$root/etc/passwd"
  printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
  for file in "$@" $(libraries_of "$(dotnet_root)/host" "$(dotnet_root)/shared" "$@"); do
    mkdir -p "$root$(dirname "$file")"
    cp -L "$file" "$root$file"
  done
  ln -s /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"
}

# make_base_images FOLDER: standin/sdk for this machine's processor, and standin/runtime for every one. The SDK itself is mounted
# when it is used: it is large. The runtime of another processor is a mark in its place: nothing of it is run here.
make_base_images() {
  local folder=$1 platform
  stand_in "$folder/sdk" /bin/sh
  mkdir -p "$folder/sdk/usr/share/dotnet" "$folder/sdk/root/.nuget/packages"
  make_base_image "$folder/sdk" "linux/$(dpkg --print-architecture)" standin/sdk
  buildah manifest create standin/runtime >/dev/null
  for platform in ${image_platforms//,/ }; do
    mkdir -p "$folder/runtime"
    if [[ $platform == "linux/$(dpkg --print-architecture)" ]]; then
      stand_in "$folder/runtime"
      mkdir -p "$folder/runtime/usr/share/dotnet"
      cp -a "$(dotnet_root)"/{dotnet,host,shared} "$folder/runtime/usr/share/dotnet/"
    fi
    mkdir -p "$folder/runtime/etc"
    printf '%s\n' "$platform" >"$folder/runtime/etc/stand-in-for"
    make_base_image "$folder/runtime" "$platform" "standin/runtime-${platform##*/}"
    buildah manifest add standin/runtime "standin/runtime-${platform##*/}" >/dev/null
  done
}

# make_base_image ROOT PLATFORM NAME: takes the root away afterwards.
make_base_image() {
  local root=$1 platform=$2 name=$3 container
  container=$(buildah from scratch)
  buildah copy --quiet "$container" "$root" / >/dev/null
  buildah config --os linux --arch "${platform##*/}" \
    --env PATH=/usr/bin:/bin --env DOTNET_CLI_TELEMETRY_OPTOUT=1 --env DOTNET_NOLOGO=1 --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$container"
  buildah commit --quiet --rm "$container" "$name" >/dev/null
  rm -rf "${root:?}"
}
