#!/bin/sh
# What the container runs: the schema first, unless another container does that, then the server in this process.
set -eu
if [ "${ANTREAN_MIGRATE:-yes}" = yes ]; then
    antrean migrate
fi
exec antrean serve --port "${ANTREAN_PORT:-8000}"
