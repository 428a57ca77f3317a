# shellcheck shell=bash
# Certificates of an instance, made at run time from a certificate authority of its own. Sourced, never run.

make_certificate_authority() {
  local folder=$1
  [[ -s $folder/ca.crt ]] && return 0
  mkdir -p "$folder"
  (
    umask 077
    openssl ecparam -name prime256v1 -genkey -noout -out "$folder/ca.key"
    openssl req -x509 -new -sha256 -key "$folder/ca.key" -days 30 -out "$folder/ca.crt" \
      -subj "/O=Hybrid Groups test environment/CN=Test certificate authority $instance_name" \
      -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
  ) 2>/dev/null
}

# A server certificate has subject alternative names: current clients look at nothing else.
# make_certificate FOLDER NAME SUBJECT USAGE ALTERNATIVE_NAMES        USAGE: serverAuth or clientAuth
make_certificate() {
  local folder=$1 name=$2 subject=$3 usage=$4 names=${5:-}
  [[ -s $folder/$name.crt ]] && return 0
  (
    umask 077
    {
      printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,keyEncipherment\n'
      printf 'extendedKeyUsage=%s\n' "$usage"
      [[ -z $names ]] || printf 'subjectAltName=%s\n' "$names"
    } >"$folder/$name.ext"
    # RSA: Samba's GnuTLS and Kubernetes 1.20 both take it for every purpose.
    openssl req -new -newkey rsa:2048 -nodes -sha256 -keyout "$folder/$name.key" -out "$folder/$name.csr" -subj "$subject"
    openssl x509 -req -sha256 -in "$folder/$name.csr" -CA "$folder/ca.crt" -CAkey "$folder/ca.key" -CAcreateserial \
      -days 30 -extfile "$folder/$name.ext" -out "$folder/$name.crt"
    rm -f "$folder/$name.csr" "$folder/$name.ext"
  ) 2>/dev/null || fail "openssl could not make the certificate $name in $folder."
}
