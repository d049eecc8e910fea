#!/bin/sh
# Make or update the tables of Temporal's own two databases. May be run again at any time.
# Wants SQL_HOST, SQL_USER, SQL_PLUGIN and the password in the file SQL_PASSWORD_FILE.
set -eu
SQL_PASSWORD=$(cat "$SQL_PASSWORD_FILE")
export SQL_PASSWORD
versions=${TEMPORAL_SCHEMA:-/etc/temporal/schema/postgresql/v12}

for store in temporal visibility; do
    case $store in
        temporal) database=temporal ;;
        visibility) database=temporal_visibility ;;
    esac
    temporal-sql-tool --database "$database" create-database
    temporal-sql-tool --database "$database" setup-schema --version 0.0
    temporal-sql-tool --database "$database" update-schema --schema-dir "$versions/$store/versioned"
done
