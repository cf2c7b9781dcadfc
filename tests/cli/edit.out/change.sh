# Adds a line above the file's, with quotes for its number signs.
line=$(echo "$1" | tr '#' '"')
{ echo "$line"; cat "$2"; } > changed.tmp && cat changed.tmp > "$2" && rm changed.tmp
