#!/bin/sh
# A hook for segment_started, paused, resumed and session_ended. It stores the current step in two tmux options, @stretch
# and @stretch-pause. To show them, add to ~/.tmux.conf: set -ag status-right ' #{@stretch}#{@stretch-pause}'

[ -n "${TMUX-}" ] || exit 0

case "$STRETCH_EVENT" in
    segment_started) tmux set -g @stretch "$STRETCH_KIND${STRETCH_SIDE:+ $STRETCH_SIDE} ${STRETCH_SECONDS%.*} s" ;;
    paused) tmux set -g @stretch-pause ' (paused)' ;;
    resumed) tmux set -gu @stretch-pause ;;
    session_ended) tmux set -gu @stretch \; set -gu @stretch-pause ;;
esac
