# What the test scripts share: check NAME COMMAND... counts, closing_line prints the count and fails if any did.
# Source it; $1 of the script is the build folder.
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(cd "${1:-$top/build/release}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
good=0
bad=0

check() {
  local name=$1
  shift
  if "$@" >"$scratch/check.log" 2>&1; then
    good=$((good + 1))
  else
    bad=$((bad + 1))
    printf 'FAILED: %s: %s\n' "$name" "$*"
    tail -n 20 "$scratch/check.log"
  fi
}

# exits STATUS COMMAND...: does the command exit with this status?
exits() {
  local want=$1 got=0
  shift
  "$@" || got=$?
  [ "$got" = "$want" ] || { echo "exit status $got, not $want"; return 1; }
}

closing_line() {
  printf '%d passed, %d failed\n' "$good" "$bad"
  [ "$bad" = 0 ]
}
