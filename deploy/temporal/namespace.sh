#!/bin/sh
# Make the namespace, and the search attributes by which people filter workflows, once the server
# answers. May be run again at any time: what is there already stays as it is.
# Wants TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, which the program `temporal` reads too.
set -eu
tries=${TRIES:-60}

until temporal operator cluster health >/dev/null 2>&1; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then
        echo "No Temporal server answers at $TEMPORAL_ADDRESS: look at its log." >&2
        exit 1
    fi
    sleep 2
done

# Closed workflows are looked at for ninety days; the journal keeps everything for ever.
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 90d

known() {
    temporal operator search-attribute list --output json 2>/dev/null | grep -q "\"$1\""
}

# Names and types are those of activities/contracts.py and are never changed.
while read -r name type; do
    tries=30
    until known "$name"; do
        tries=$((tries - 1))
        if [ "$tries" -le 0 ]; then
            echo "The search attribute $name could not be made: see what stands above." >&2
            exit 1
        fi
        # A namespace that was just made is known everywhere only some seconds later.
        temporal operator search-attribute create --name "$name" --type "$type" </dev/null || sleep 2
    done
done <<'ATTRIBUTES'
CircularRef Keyword
Network Keyword
AvenantKind Keyword
AvenantState Keyword
WindowEnds Datetime
TerminatesOn Datetime
NeedsPerson Bool
ATTRIBUTES
echo "Namespace $TEMPORAL_NAMESPACE and its search attributes are there."
