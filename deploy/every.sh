#!/bin/sh
# Give a role of the program again and again, for where no timer does: every.sh SECONDS ROLE
# One that fails says so in the log, and is given again.
trap 'exit 0' TERM INT
while :; do
    python -m worker "$2" &
    wait $!
    sleep "$1" &
    wait $!
done
