#!/bin/sh
# A hook for segment_started and session_ended. It notifies you when to get ready, and when the session is done.
# It uses notify-send, or osascript on a Mac.

case "$STRETCH_EVENT ${STRETCH_KIND-} ${STRETCH_OUTCOME-}" in
    "segment_started prepare "*) title="Get ready" text=$STRETCH_TEXT ;;
    "session_ended "*" completed") title="Well done" text="That was the last one." ;;
    *) exit 0 ;;
esac

if command -v notify-send >/dev/null; then
    # A notification would read these characters as markup.
    text=$(printf '%s' "$text" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g')
    notify-send --app-name stretch "$title" "$text"
else
    show='display notification (item 2 of argv) with title (item 1 of argv)'
    osascript -e 'on run argv' -e "$show" -e 'end run' "$title" "$text"
fi
