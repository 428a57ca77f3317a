# shellcheck shell=bash
# The company of the demo: a few people on both sides, a group in each directory. Sourced by ../demo, never run.
# Expects instance_folder.

base=DC=corp,DC=example,DC=com
directory_url=ldaps://$(<"$instance_folder/active-directory/address")
graph=$(<"$instance_folder/simulator/url")

# As the domain's administrator, who is everybody else who changes a directory.
directory_change() {
  LDAPTLS_CACERT=$instance_folder/active-directory/ca.crt ldapmodify -a -x -H "$directory_url" \
    -D "Administrator@corp.example.com" -y "$instance_folder/active-directory/administrator.password" >/dev/null
}

directory_search() {
  LDAPTLS_CACERT=$instance_folder/active-directory/ca.crt ldapsearch -x -LLL -o ldif-wrap=no -H "$directory_url" \
    -D "Administrator@corp.example.com" -y "$instance_folder/active-directory/administrator.password" "$@"
}

tenant_admin() {
  local method=$1 path=$2
  shift 2
  curl --silent --show-error --fail --max-time 10 --cacert "$instance_folder/simulator/ca.crt" \
    -X "$method" -H 'Content-Type: application/json' "$graph/admin/$path" "$@"
}

id_in() { sed -n 's/.*"id": *"\([^"]*\)".*/\1/p'; }

add_container() { printf 'dn: %s\nobjectClass: organizationalUnit\n' "$1" | directory_change; }

# person NAME DEPARTMENT: an account in Active Directory, and the same person in Entra; prints the id in Entra.
person() {
  local name=$1 department=$2 guid
  directory_change <<LDIF
dn: CN=$name,OU=People,$base
objectClass: user
sAMAccountName: ${name// /.}
userPrincipalName: ${name// /.}@corp.example.com
displayName: $name
department: $department
userAccountControl: 514
LDIF
  guid=$(directory_search -b "CN=$name,OU=People,$base" -s base objectGUID | sed -n 's/^objectGUID:: //p')
  tenant_admin POST objects/user --data "{\"displayName\": \"$name\", \"userPrincipalName\": \"${name// /.}@corp.example.com\",
    \"mailNickname\": \"${name// /.}\", \"accountEnabled\": true, \"userType\": \"Member\", \"department\": \"$department\",
    \"onPremisesSyncEnabled\": true, \"onPremisesImmutableId\": \"$guid\"}" | id_in
}

cloud_group() {
  tenant_admin POST objects/group --data "{\"displayName\": \"$1\", \"mailEnabled\": false, \"securityEnabled\": true,
    \"mailNickname\": \"${1// /-}\", \"groupTypes\": []}" | id_in
}

cloud_member() { tenant_admin PUT "groups/$1/members/$2"; }

graph_token() {
  curl --silent --fail --max-time 10 --cacert "$instance_folder/simulator/ca.crt" "$graph/$tenant/oauth2/v2.0/token" \
    --data-urlencode "client_id=$application" --data-urlencode "client_secret=$application_secret" \
    --data-urlencode "scope=$graph/.default" --data grant_type=client_credentials |
    sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p'
}

# As any application would ask.
ask_graph() {
  curl --silent --fail --max-time 10 --cacert "$instance_folder/simulator/ca.crt" -H "Authorization: Bearer $(graph_token)" "$graph/v1.0/$1"
}

entra_group_id() { ask_graph "groups?\$filter=displayName%20eq%20'$1'&\$select=id" | grep -oE '[0-9a-f]{8}-[0-9a-f-]{27}' | head -n 1; }

show_entra_group() {
  ask_graph "groups/$1/members?\$select=id,displayName" | grep -o '"displayName": *"[^"]*"' | sed 's/"displayName": *"\(.*\)"/    \1/' | sort
}

show_directory_group() {
  directory_search -b "$base" "$1" dn member | sed -n 's/^dn: /  /p; s/^member: /    member /p'
}
