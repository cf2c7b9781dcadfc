#!/bin/sh
# A hook of stretch for segment_started, paused, resumed and session_ended: keeps what is going on in two options of
# tmux, @stretch and @stretch-pause. A status line that shows them: set -ag status-right ' #{@stretch}#{@stretch-pause}'

[ -n "${TMUX-}" ] || exit 0

case "$STRETCH_EVENT" in
    segment_started) tmux set -g @stretch "$STRETCH_KIND${STRETCH_SIDE:+ $STRETCH_SIDE} ${STRETCH_SECONDS%.*} s" ;;
    paused) tmux set -g @stretch-pause ' (paused)' ;;
    resumed) tmux set -gu @stretch-pause ;;
    session_ended) tmux set -gu @stretch \; set -gu @stretch-pause ;;
esac
