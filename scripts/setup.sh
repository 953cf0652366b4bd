#!/usr/bin/env bash
# Installs what a target needs and this machine lacks; does nothing otherwise.
# usage: scripts/setup.sh [server] [scan] [reference] [browser] [office]
#   server     PostgreSQL server programs (private database, tests)
#   scan       tesseract with English, German, French and Spanish (scanned pages)
#   reference  poppler-utils and poppler-data (tests compare with pdftotext)
#   browser    chromium (browser tests, screenshot)
#   office     LibreOffice, WeasyPrint, pandoc, qpdf (making sample documents)
set -euo pipefail

missing=()
need() { missing+=("$@"); }

have_server() {
  command -v initdb >/dev/null 2>&1 && command -v pg_ctl >/dev/null 2>&1 && return 0
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return 0
  compgen -G '/opt/homebrew/opt/postgresql@*/bin/initdb' >/dev/null && return 0
  compgen -G '/usr/local/opt/postgresql@*/bin/initdb' >/dev/null && return 0
  compgen -G '/Applications/Postgres.app/Contents/Versions/*/bin/initdb' >/dev/null
}

have_language() { tesseract --list-langs 2>/dev/null | grep -qx "$1"; }

for part in "${@:-server}"; do
  case "$part" in
    server) have_server || need postgresql ;;
    scan)
      command -v tesseract >/dev/null 2>&1 || need tesseract-ocr
      for lang in eng deu fra spa; do have_language "$lang" || need "tesseract-ocr-$lang"; done ;;
    reference)
      command -v pdftotext >/dev/null 2>&1 || need poppler-utils
      [ -d /usr/share/poppler/cMap ] || [ "$(uname)" != Linux ] || need poppler-data ;;
    browser)
      command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || need chromium fonts-dejavu ;;
    office)
      command -v soffice >/dev/null 2>&1 || need libreoffice-writer-nogui
      command -v weasyprint >/dev/null 2>&1 || need weasyprint
      command -v pandoc >/dev/null 2>&1 || need pandoc
      command -v qpdf >/dev/null 2>&1 || need qpdf ;;
    *) echo "setup: unknown part \"$part\"" >&2; exit 1 ;;
  esac
done

command -v go >/dev/null 2>&1 || { echo "setup: Go 1.26 or newer is needed: https://go.dev/dl" >&2; exit 1; }
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
  echo "setup: please install these programs (named as Debian packages): ${missing[*]}" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "setup: please run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "setup: installing ${missing[*]}"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "setup: installing failed; the last lines of the installer stand above" >&2
  exit 1
fi
rm -f "$log"
