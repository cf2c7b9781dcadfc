#!/usr/bin/env python3
"""Runs a session and prints its main events: `follow.py NAME [OPTION...]`. Enter pauses and resumes."""
import json, signal, subprocess, sys, threading

SAID = {
    "session_started": "{name}, {total_seconds:.0f} seconds. Enter pauses, and goes on.",
    "segment_started": "{kind}{where}, {seconds:.0f} seconds: {text}",
    "countdown": "  {n}", "rep": "  {n} of {of}", "session_ended": "The session is {outcome}.",
    "paused": "Paused.", "resumed": "Going on in a moment.", "waiting": "Enter begins it.",
}
STANDS = {"paused": True, "waiting": True, "resumed": False, "go": False}
stands = False

def read_keys(commands):
    """Sends a command for each Enter. When input ends, the session runs to its end."""
    with commands, open(0, "rb", buffering=0, closefd=False) as keys:
        for _ in keys:
            print("resume" if stands else "pause", file=commands, flush=True)

command = ["stretch", "run", *sys.argv[1:], "--events"]
with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as session:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the session, and then this script.
    threading.Thread(target=read_keys, args=[session.stdin], daemon=True).start()
    for event in map(json.loads, session.stdout):
        name = event["kind"] if event["event"] == "cue" else event["event"]
        stands = STANDS.get(name, stands)
        where = f', {event["side"]} side' if event.get("side") else ""
        if name in SAID:
            print(SAID[name].format_map({**event, "where": where}), flush=True)
sys.exit(session.returncode)
