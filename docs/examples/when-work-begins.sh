#!/bin/sh
# A hook for segment_started. It runs its arguments as a command when a hold, reps or a movement begins. The command reads
# the event from its standard input.

case "$STRETCH_KIND" in
    hold | reps | move) exec "$@" ;;
esac
