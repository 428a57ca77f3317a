# shellcheck shell=bash
# Progress and failure, in one voice. Sourced, never run.

# Handed on, so that a script that another one calls counts from the same beginning.
export environment_started_at=${environment_started_at:-$(date +%s)}

elapsed() { printf '%s' "$(($(date +%s) - environment_started_at))"; }

# A line per step, stamped with the seconds since the command began.
say() {
  printf '  %4ds  %s\n' "$(elapsed)" "$*" >&2
}

# Says what went wrong and what to do about it, then stops. Exit code 3 tells the trap below that it has been said.
fail() {
  printf '\nerror: %s\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 3
}

# A command that fails where nobody expected it must not end a script without a word.
say_what_failed() {
  local status=$? line=$1 command=$2
  ((status == 3)) || printf '\nerror: %s, line %s: "%s" ended with %s\n' "${BASH_SOURCE[1]}" "$line" "$command" "$status" >&2
}
set -E
trap 'say_what_failed "$LINENO" "$BASH_COMMAND"' ERR

# Waits until a command succeeds: wait_until SECONDS WHAT COMMAND…
# While it waits, a line every ten seconds says so.
wait_until() {
  local limit=$1 what=$2 begin=$SECONDS told=$SECONDS
  shift 2
  # What reads from a terminal would wait for whoever sits there.
  until "$@" </dev/null >/dev/null 2>&1; do
    if ((SECONDS - begin >= limit)); then return 1; fi
    if ((SECONDS - told >= 10)); then
      say "still waiting for $what ($((SECONDS - begin)) s of $limit s)"
      told=$SECONDS
    fi
    sleep 0.2
  done
}
