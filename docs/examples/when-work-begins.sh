#!/bin/sh
# A hook of stretch for segment_started: runs the command it is given when there is something to do now, and not while
# you get ready or change over. It reads the event on its standard input.

case "$STRETCH_KIND" in
    hold | reps | move) exec "$@" ;;
esac
