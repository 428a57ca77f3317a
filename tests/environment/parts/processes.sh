# shellcheck shell=bash
# Processes that belong to an instance: started, found again and ended by their ids, never by name. Sourced, never run.
#
# A process is remembered as "<pid> <start time>": a pid that the system has since given to another program does not match.

process_start_time() {
  # The command name, in parentheses, may hold blanks: cut to after it. Field 22 is then the twentieth.
  sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
}

process_pid() {
  local pid='' started=''
  read -r pid started 2>/dev/null <"$instance_folder/processes/$1" || return 1
  [[ -n $pid && $started == "$(process_start_time "$pid")" ]] || return 1
  # A program that has ended but whose parent has not asked yet is gone for us.
  [[ $(sed 's/^.*) //' "/proc/$pid/stat" | cut -c1) != Z ]] || return 1
  printf '%s\n' "$pid"
}

is_running() { process_pid "$1" >/dev/null; }

# Starts a program as the leader of a session of its own, so that all its children can be ended with it:
# start_process NAME COMMAND…          its output goes to logs/NAME.log
start_process() {
  local name=$1
  shift
  mkdir -p "$instance_folder/processes" "$instance_folder/logs"
  setsid "$@" >>"$instance_folder/logs/$name.log" 2>&1 </dev/null 9>&- &
  local pid=$!
  printf '%s %s\n' "$pid" "$(process_start_time "$pid")" >"$instance_folder/processes/$name"
}

# Waits until a server answers, and stops with its log when it does not, or when it ends first:
# await_server NAME SECONDS COMMAND…
await_server() {
  local name=$1 limit=$2
  shift 2
  if wait_until "$limit" "$name" answers_or_ended "$name" "$@" && is_running "$name"; then return 0; fi
  local log=$instance_folder/logs/$name.log what="did not answer within $limit s"
  is_running "$name" || what="ended while it was starting"
  fail "$name $what." "The end of $log:" "$(tail -n 15 "$log" | cut -c1-300)"
}

answers_or_ended() {
  local name=$1
  shift
  ! is_running "$name" || "$@"
}

# Ends a process and its children: politely, then after ten seconds not.
stop_process() {
  local name=$1 pid
  if pid=$(process_pid "$name"); then
    say "stopping $name (process $pid)"
    signal_session TERM "$pid"
    wait_until 10 "$name to stop" session_is_empty "$pid" || signal_session KILL "$pid"
    wait_until 5 "$name to end" session_is_empty "$pid" ||
      fail "$name (process $pid) does not end, not even on SIGKILL."
  else
    # The leader is gone (killed, crashed); children it left still carry its session id.
    read -r pid _ 2>/dev/null <"$instance_folder/processes/$name" || return 0
    session_is_empty "$pid" || signal_session KILL "$pid"
  fi
  rm -f "$instance_folder/processes/$name"
}

session_members() { ps -o pid=,stat= -s "$1" 2>/dev/null | awk '$2 !~ /^Z/ { print $1 }'; }

session_is_empty() { [[ -z $(session_members "$1") ]]; }

signal_session() {
  local signal=$1 members
  members=$(session_members "$2")
  # shellcheck disable=SC2086  # one word per process id
  [[ -z $members ]] || kill "-$signal" $members 2>/dev/null || as_root kill "-$signal" $members 2>/dev/null || true
}

# A TCP port of this loopback address that nobody listens on, below the range the kernel hands out to clients.
free_port() {
  local address=${1:-127.0.0.1} port
  for _ in {1..200}; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if ! (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; then
      printf '%s\n' "$port"
      return 0
    fi
  done
  fail "no free TCP port found on $address between 20000 and 32000."
}

random_secret() { printf '%s%s' "${1:-}" "$(openssl rand -hex 16)"; }
