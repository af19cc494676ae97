#!/usr/bin/env bash
# What each verb of `viet` does, with a few lines of output; on Corpus/, or on the files named.
# Usage: VIET=path/to/viet Corpus/demo.sh [FILE.txt|FILE.jsonl …]
# Everything it makes goes to a temporary folder that is removed. Fails where a verb fails.
set -euo pipefail

corpus=$(cd "$(dirname "$0")" && pwd)
viet=${VIET:-viet}
command -v "$viet" >/dev/null || { echo "demo: there is no $viet (run make build, or set VIET)" >&2; exit 2; }
viet=$(realpath "$(command -v "$viet")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
ln -s "$corpus" "$work/Corpus"

if [ $# -gt 0 ]; then
  files=()
  for file in "$@"; do
    [ -f "$file" ] || { echo "demo: $file is not a file" >&2; exit 74; }
    files+=("$(realpath "$file")")
  done
else
  files=("$corpus"/text/*.jsonl)
fi
first=${files[0]}

has() { "$viet" --help | grep -qE "^  $1( |\$)"; }
takes() { "$viet" "$1" --help | grep -q -e "$2"; }
title() { if [ -t 1 ]; then printf '\n\033[1m%s\033[0m\n' "$1"; else printf '\n%s\n' "$1"; fi; }

# show LINES ARGUMENT… : runs viet with the arguments, on what stands on its standard input if anything does.
show() {
  local lines=$1 arguments=() shown=() argument
  shift
  for argument in "$@"; do
    case $argument in
      "$corpus"/*) argument=Corpus/${argument#"$corpus"/} ;;
      "$work"/*) argument=${argument#"$work"/} ;;
    esac
    arguments+=("$argument")
    case $argument in *[' "*?()+~']*) argument="'$argument'" ;; esac
    shown+=("$argument")
  done
  printf '$ %sviet %s\n' "${typed:+echo \"$typed\" | }" "${shown[*]}"
  local status=0
  if [ -n "${typed:-}" ]; then
    printf '%s\n' "$typed" | (cd "$work" && "$viet" "${arguments[@]}") >"$work/.out" || status=$?
  else
    (cd "$work" && "$viet" "${arguments[@]}") >"$work/.out" </dev/null || status=$?
  fi
  head -n "$lines" "$work/.out" | cut -c1-160
  if [ "$(wc -l <"$work/.out")" -gt "$lines" ]; then echo "…"; fi
  if [ $status -ne 0 ]; then
    echo "demo: viet $1 ended with $status" >&2
    exit $status
  fi
}

# The words of the first lines, to try things on: the text of a JSONL file, else the file.
sample() {
  case $first in
    *.jsonl | *.ndjson)
      head -n 3 "$first" | python3 -c 'import json, sys
for line in sys.stdin:
    print(next((v for k, v in json.loads(line).items() if k == "text" and isinstance(v, str)), line.strip()))' ;;
    *) head -c 4000 "$first" ;;
  esac
}
sample >"$work/sample.txt"

title "normalize: one text, one spelling"
if takes normalize --tone; then typed="Hòa bình, thuỷ chung" show 1 normalize --tone new; fi
if takes normalize --repair; then typed="qủa tóan đừơng" show 1 normalize --repair; fi
if takes normalize --strip; then typed="Đường về Huế" show 1 normalize --strip; fi
typed="" show 2 normalize --form nfd "$work/sample.txt"
if takes normalize --fold; then typed="" show 2 normalize --fold "$work/sample.txt"; fi

if has convert; then
  title "convert: other encodings and typing methods"
  typed="tieesng Vieejt" show 1 convert --from telex
  typed="" show 1 convert --detect "$corpus/shapes/tcvn3.bytes" "$corpus/shapes/vni.bytes"
  typed="" show 2 convert --from tcvn3 "$corpus/shapes/tcvn3.bytes"
fi

if has restore; then
  title "restore: put the diacritics back"
  typed="toi yeu tieng viet" show 1 restore
  head -n 2 "$corpus/shapes/bare.txt" >"$work/bare.txt"
  typed="" show 2 restore "$work/bare.txt"
fi

if has tokenize; then
  title "tokenize: sentences, words, syllables"
  if takes tokenize 'default: word'; then typed="" show 3 tokenize "$work/sample.txt"; fi
  typed="" show 3 tokenize --unit sentence "$work/sample.txt"
  typed="" show 5 tokenize --unit syllable --format tsv "$work/sample.txt"
fi

if has sort; then
  title "sort: the order of the dictionary, and of names"
  printf 'Nguyễn Văn An\nTrần Thị Bình\nLê Anh\nPhạm Ánh\n' >"$work/names.txt"
  typed="" show 4 sort --order name "$work/names.txt"
fi

if has model; then
  title "model: what the models are"
  typed="" show 8 model info
fi

if has bench; then
  title "bench: how fast, here"
  typed="" show 12 bench "$work/sample.txt"
fi

if has index; then
  title "index: build, add, look at"
  typed="" show 3 index build "$work/index" "${files[@]}"
  printf '{"id": "demo-1", "title": "Thư viện mở cửa", "text": "Thư viện huyện mở cửa cả ngày chủ nhật."}\n' >"$work/more.jsonl"
  typed="" show 3 index add "$work/index" "$work/more.jsonl"
  typed="" show 10 index info "$work/index"

  # What to look for: the most frequent pair of neighbouring syllables, one of them with a mark.
  query="thư viện"
  if [ $# -gt 0 ]; then
    query=$("$viet" tokenize --unit syllable --format tsv "$work/sample.txt" | LC_ALL=C awk -F'\t' '
      $3 == "word" { pair = last " " $4; if (last != "" && end + 1 == $1 && pair ~ /[\200-\377]/) n[pair]++ }
      { last = $3 == "word" ? $4 : ""; end = $2 }
      END { for (p in n) if (n[p] > best || n[p] == best && p < pick) { best = n[p]; pick = p } print pick }')
    query=${query:-thư viện}
  fi
  bare=$(printf '%s\n' "$query" | python3 -c 'import sys, unicodedata
text = unicodedata.normalize("NFD", sys.stdin.read()).replace("đ", "d").replace("Đ", "D")
print("".join(c for c in text if not unicodedata.combining(c)), end="")')

  title "search: with diacritics, and without"
  typed="" show 3 search "$work/index" "$query"
  grep -q . "$work/.out" || { echo "demo: nothing found for $query" >&2; exit 1; }
  typed="" show 3 search "$work/index" "$bare"
  grep -q . "$work/.out" || { echo "demo: nothing found for $bare" >&2; exit 1; }
fi
