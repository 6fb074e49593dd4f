#!/usr/bin/env bash
# `rawi watch` against a local server that misbehaves: tests/watch_server.py. Takes about ten seconds.
set -u
. "$(dirname "$0")/check.sh"
rawi=$build/rawi
export no_proxy=127.0.0.1 NO_PROXY=127.0.0.1
log=$scratch/requests
: >"$log"
tls=()
if command -v openssl >/dev/null; then
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2>/dev/null
  tls=("$scratch/cert.pem" "$scratch/key.pem")
fi
# It lives as long as its standard input: a pipe that this script holds open.
mkfifo "$scratch/hold"
/usr/bin/python3 "$top/tests/watch_server.py" "$scratch/ports" "$log" ${tls[@]+"${tls[@]}"} <"$scratch/hold" &
exec 9>"$scratch/hold"
for _ in $(seq 100); do [ -e "$scratch/ports" ] && break; sleep 0.1; done
port() { /usr/bin/python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$scratch/ports" "$1"; }
http=http://127.0.0.1:$(port http)

list() {
  printf '<opml version="2.0"><body>'
  printf '<outline xmlUrl="%s"/>' "$@"
  printf '</body></opml>\n'
}
watch() { timeout 60 "$rawi" watch --once --delay 0 --interval 0 --timeout 2 --ledger "$scratch/w.db" "$@"; }
asked() { grep -cx -- "$1" "$log"; }
db() { /usr/bin/python3 -c 'import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' "$scratch/w.db" "$1"; }

list "$http/feed" >"$scratch/good.opml"
list "$http/feed" "$http/busy" "$http/slow" "$http/junk" "http://127.0.0.1:$(port dead)/feed" "http://127.0.0.1:$(port mute)/feed" >"$scratch/bad.opml"

check 'one round' exits 0 watch --report "$scratch/outcomes" "$scratch/good.opml"
check 'pages are in the ledger under their addresses' [ "$(db "SELECT count(*) FROM report WHERE name LIKE '%/page/_'")" = 2 ]
check 'claims or not, a page keeps its bytes' [ "$("$rawi" reports --ledger "$scratch/w.db" --raw "$http/page/1" 2>/dev/null | grep -c '<article>')" = 1 ]
check 'what robots.txt forbids is not asked for' [ "$(asked /forbidden/3)" = 0 ]
check 'its entry is taken from the feed' [ "$(db "SELECT count(*) FROM report WHERE name LIKE '%/forbidden/3'")" = 1 ]
check 'a page that is gone: its entry is taken' [ "$(db "SELECT count(*) FROM report WHERE name LIKE '%/gone/4'")" = 1 ]
check 'a page that fails is put off' [ "$(db "SELECT attempts FROM watch_page WHERE url LIKE '%/later/5'")" = 1 ]
check 'a loop of redirects ends' [ "$(asked /loop/6)" = 6 ]
check 'a huge page is left' [ "$(db "SELECT count(*) FROM report WHERE name LIKE '%/huge/7'")" = 0 ]
check 'outcomes are written' [ "$(grep -c '"outcome":"\(read\|kept\)"' "$scratch/outcomes")" -ge 4 ]
before=$(asked /page/1)
check 'a second round' exits 0 watch "$scratch/good.opml"
check 'the feed said 304' [ "$(db "SELECT status FROM watch_feed WHERE url LIKE '%/feed'")" = 'status 304' ]
check 'no page is fetched twice' [ "$(asked /page/1)" = "$before" ]
check 'bad hosts do not stop the round' exits 1 watch "$scratch/bad.opml"
check 'a feed that has moved' exits 0 watch "$http/moved"
check 'where it is now is remembered' [ "$(db "SELECT moved_to LIKE '%/feed-moved' FROM watch_feed WHERE url LIKE '%/moved'")" = 1 ]
check 'its page came' [ "$(db "SELECT count(*) FROM report WHERE name LIKE '%/page/8'")" = 1 ]
check 'a busy server is asked again when it said' [ "$(db "SELECT next_at > strftime('%s', 'now') + 3000 FROM watch_feed WHERE url LIKE '%/busy'")" = 1 ]
check 'dead, mute and slow hosts count as failed' [ "$(db "SELECT count(*) FROM watch_feed WHERE failures = 1")" -ge 4 ]
busy=$(asked /busy)
check 'and a further round' exits 0 watch "$scratch/good.opml" "$http/busy"
check 'the busy server was left alone' [ "$(asked /busy)" = "$busy" ]
check 'the ledger is whole' exits 0 "$rawi" verify --ledger "$scratch/w.db"
if [ ${#tls[@]} = 2 ]; then
  check 'a certificate that nobody signed is refused' exits 1 watch "https://127.0.0.1:$(port tls)/feed"
  check 'and said' [ "$(db "SELECT status LIKE '%ertificate%' OR status LIKE '%SSL%' FROM watch_feed WHERE url LIKE 'https:%'")" = 1 ]
fi
# Killed in the middle: what was added stays, the rest comes with the next round.
list "$http/feed" >"$scratch/k.opml"
killed() {
  "$rawi" watch --delay 1 --interval 0 --timeout 2 --ledger "$scratch/k.db" "$scratch/k.opml" 2>/dev/null &
  local pid=$!
  sleep 1.5
  kill -9 "$pid"
  wait "$pid" 2>/dev/null
  timeout 60 "$rawi" watch --once --delay 0 --interval 0 --timeout 2 --ledger "$scratch/k.db" "$scratch/k.opml"
  [ "$("$rawi" reports --ledger "$scratch/k.db" --format jsonl --limit 100 | grep -c '/page/')" = 2 ] && "$rawi" verify --ledger "$scratch/k.db"
}
check 'a watch that was killed goes on' killed
check 'no feeds' exits 1 watch "$scratch/outcomes"
exec 9>&-
closing_line
