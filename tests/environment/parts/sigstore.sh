# shellcheck shell=bash
# Signatures and attestations as cosign stores them: images beside the image, under a tag that its digest makes. Made with
# openssl, so that nothing but the key is needed; verified by cosign, Kyverno, Podman, CRI-O and skopeo. Sourced, never run.

# shellcheck disable=SC2034  # used where this is sourced
sigstore_signature_type=application/vnd.dev.cosign.simplesigning.v1+json
# shellcheck disable=SC2034
sigstore_envelope_type=application/vnd.dsse.envelope.v1+json
in_toto_type=application/vnd.in-toto+json

sha256_of() { sha256sum "$1" | cut -d' ' -f1; }

# signature_of FILE KEY: ECDSA over SHA-256, in base64. A key with a password takes it from RELEASE_KEY_PASSWORD, or asks.
signature_of() {
  openssl dgst -sha256 -sign "$2" ${RELEASE_KEY_PASSWORD+-passin env:RELEASE_KEY_PASSWORD} "$1" | base64 -w0
}

# What a DSSE envelope signs: the type and the payload, each with its length in front.
pre_authentication_encoding() {
  printf 'DSSEv1 %d %s %d ' "${#in_toto_type}" "$in_toto_type" "$(stat -c %s "$1")"
  cat "$1"
}

# simple_signing_payload REPOSITORY DIGEST: what the signature of an image says.
simple_signing_payload() {
  jq -jcn --arg repository "$1" --arg digest "$2" '{
    critical: {identity: {"docker-reference": $repository}, image: {"docker-manifest-digest": $digest}, type: "cosign container image signature"},
    optional: null}'
}

# in_toto_statement PREDICATE_TYPE PREDICATE_FILE NAME DIGEST…: the same is said of every digest.
in_toto_statement() {
  local type=$1 predicate=$2 name=$3
  shift 3
  jq -jcn --arg type "$type" --arg name "$name" --slurpfile predicate "$predicate" '{
    _type: "https://in-toto.io/Statement/v1",
    subject: [$ARGS.positional[] | {name: $name, digest: {sha256: ltrimstr("sha256:")}}],
    predicateType: $type, predicate: $predicate[0]}' --args "$@"
}

# envelope_of STATEMENT_FILE KEY
envelope_of() {
  local signed
  signed=$(mktemp)
  pre_authentication_encoding "$1" >"$signed"
  jq -jcn --arg type "$in_toto_type" --rawfile payload "$1" --arg signature "$(signature_of "$signed" "$2")" \
    '{payloadType: $type, payload: ($payload | @base64), signatures: [{keyid: "", sig: $signature}]}'
  rm "$signed"
}

# Layers of an artifact are files of one folder; what is said of each is beside it, as FILE.annotations.
# artifact_folder FOLDER MEDIA_TYPE FILE…: an image in the form of skopeo's "dir:".
artifact_folder() {
  local folder=$1 type=$2 file digest layers='[]'
  shift 2
  mkdir -p "$folder"
  for file in "$@"; do
    digest=$(sha256_of "$file")
    cp "$file" "$folder/$digest"
    layers=$(jq -c --arg type "$type" --arg digest "sha256:$digest" --argjson size "$(stat -c %s "$file")" --slurpfile annotations "$file.annotations" \
      '. + [{mediaType: $type, digest: $digest, size: $size, annotations: $annotations[0]}]' <<<"$layers")
  done
  jq -jcn --argjson layers "$layers" '{architecture: "", os: "", config: {}, rootfs: {type: "layers", diff_ids: [$layers[].digest]}}' >"$folder/config"
  digest=$(sha256_of "$folder/config")
  jq -jcn --argjson layers "$layers" --arg digest "sha256:$digest" --argjson size "$(stat -c %s "$folder/config")" '{
    schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: {mediaType: "application/vnd.oci.image.config.v1+json", digest: $digest, size: $size}, layers: $layers}' >"$folder/manifest.json"
  mv "$folder/config" "$folder/$digest"
  printf 'Directory Transport Version: 1.1\n' >"$folder/version"
}

# tag_of DIGEST KIND: where it is found.
tag_of() { printf '%s.%s' "${1/:/-}" "$2"; }
