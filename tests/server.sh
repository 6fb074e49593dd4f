# A desk for scripts: start_server RAWI LEDGER sets `address`, stop_server ends it. Source it.
server=
address=

start_server() {
  local out i
  out=$(mktemp -d)
  "$1" serve --ledger "$2" --port 0 >"$out/address" 2>"$out/said" &
  server=$!
  for ((i = 0; i < 600; i++)); do
    [ -s "$out/address" ] && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.05
  done
  address=$(grep -om1 'http://[^ ]*' "$out/address") || cat "$out/said" >&2
  rm -r "$out"
  [ -n "$address" ]
}

stop_server() {
  [ -z "$server" ] || kill "$server"
  wait
}
