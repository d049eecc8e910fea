#!/bin/sh
# Start the server with the password from its file: the image reads it from a variable only.
set -eu
POSTGRES_PWD=$(cat "$POSTGRES_PWD_FILE")
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
