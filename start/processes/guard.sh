#!/bin/sh
# Waits beside one process until whoever started it says "done" or dies. Without a "done" the process is stopped, so
# that no orphan keeps a port or a lock. Plain sh, because it costs a megabyte where a Node process costs forty.
# usage: guard.sh PID SIGNAL SECONDS   (SECONDS: how long to wait before the signal, so that users of a server go first)
trap '' INT TERM HUP
read -r word && exit 0
sleep "$3"
kill -s "$2" "$1" 2>/dev/null || exit 0
tries=0
while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 50 ]; do
  sleep 0.2
  tries=$((tries + 1))
done
kill -s KILL -- "-$1" 2>/dev/null
exit 0
