#!/usr/bin/env bash
# Installs into a scratch folder, builds the outside project against that, and reads with both.
set -u
. "$(dirname "$0")/check.sh"
prefix=$scratch/usr
report=$scratch/report.txt
printf 'قالت الشرطة إن مسلحين هاجموا نقطة تفتيش في الموصل، ما أدى إلى مقتل ثلاثة جنود.\n' >"$report"

check 'install' cmake --install "$build" --prefix "$prefix"
for file in bin/rawi bin/rawi-lexc include/rawi/reader.h share/rawi/rawi.lex share/rawi/openapi.yaml; do
  check "installed: $file" test -s "$prefix/$file"
done
check 'configure outside' cmake -S "$top/tests/outside" -B "$scratch/outside" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Release
check 'build outside' cmake --build "$scratch/outside"
check 'read outside' eval '"$scratch/outside/outside" "$report" >"$scratch/outside.jsonl"'
check 'read with the installed command' eval '"$prefix/bin/rawi" read --format jsonl "$report" >"$scratch/command.jsonl"'
check 'both read the same' cmp "$scratch/outside.jsonl" "$scratch/command.jsonl"
closing_line
