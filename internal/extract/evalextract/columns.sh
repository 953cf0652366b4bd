#!/usr/bin/env bash
# Renders typed sources in two columns as PDF through WeasyPrint, Chromium,
# LibreOffice and LaTeX, with the typed text beside each (NAME.txt), so that
# evalextract can score readers against what was typed.
# usage: columns.sh OUT SOURCE.sow.md...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1
shift
mkdir -p "$out"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
css='body{columns:2;column-gap:24pt;font:10pt serif}h1,h2,h3{break-after:avoid}table{border-collapse:collapse}td,th{border:1px solid;padding:2pt}@page{size:A4;margin:20mm}'

# A Word document in two columns, as a pattern for pandoc.
(cd "$tmp" && pandoc --print-default-data-file reference.docx >r.docx && mkdir r && cd r && unzip -q ../r.docx &&
  sed -i 's#<w:sectPr */>#<w:sectPr><w:cols w:num="2" w:space="480"/></w:sectPr>#; s#</w:sectPr>#<w:cols w:num="2" w:space="480"/></w:sectPr>#' word/document.xml &&
  zip -q -r ../columns.docx .)

for source in "$@"; do
  name=$(basename "$source" .sow.md)
  # Front matter and our own marks go; what is left is plain Markdown.
  awk 'n >= 2; /^---$/ { n++ }' "$source" | sed -E 's/\{\{[a-z]+:[^|}]*\|([^}]*)\}\}/\1/g; s/\{\+\+([^}]*)\+\+\}/\1/g; s/\{--[^}]*--\}//g; s/\[\^[^]]*\]:?//g; /^:::/d; s/<br>/ /g; s/<!--.*-->//g; s/==//g; s/\[[xX]\]/☒/g; s/\[ \]/☐/g' >"$tmp/$name.md"
  [ -s "$tmp/$name.md" ] || { echo "columns: nothing left of $source" >&2; exit 1; }
  for maker in weasyprint chromium libreoffice latex; do
    pandoc -f markdown-citations -t plain --wrap=none -L "$here/plain.lua" "$tmp/$name.md" >"$out/$name-$maker.txt"
  done
  pandoc -f markdown-citations -t html -s -H <(echo "<style>$css</style>") -M title=" " "$tmp/$name.md" | sed '/<header/,/<\/header>/d' >"$tmp/$name.html"
  weasyprint -q "$tmp/$name.html" "$out/$name-weasyprint.pdf"
  chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$out/$name-chromium.pdf" "$tmp/$name.html" >/dev/null 2>&1
  pandoc -f markdown-citations --reference-doc="$tmp/columns.docx" -o "$tmp/$name-libreoffice.docx" "$tmp/$name.md"
  soffice --headless --convert-to pdf --outdir "$out" "$tmp/$name-libreoffice.docx" >/dev/null 2>&1
  # LaTeX has no table that breaks over columns: tables become lists there.
  sed -E 's/^\|(.*)\|$/- \1/; /^- [-|: ]+$/d; s/ \| / — /g' "$tmp/$name.md" >"$tmp/$name-tex.md"
  pandoc -f markdown-citations -t plain --wrap=none "$tmp/$name-tex.md" >"$out/$name-latex.txt"
  pandoc -f markdown-citations -V documentclass=article -V classoption=twocolumn -V geometry:margin=20mm -o "$out/$name-latex.pdf" "$tmp/$name-tex.md" 2>"$tmp/tex.log" || { rm -f "$out/$name-latex."*; echo "columns: $name without LaTeX: $(head -1 "$tmp/tex.log")" >&2; }
done
