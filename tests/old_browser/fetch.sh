#!/bin/sh
# Brings the browser of an old television that tests/old_browser runs: a headless Chromium 64 of November 2017, 31 MB,
# pinned by its sha256. It is built for Linux on x86_64; elsewhere, and where it is there already, nothing is done.
set -eu
[ "$(uname -sm)" = "Linux x86_64" ] || exit 0
folder="$(dirname "$0")/../../.venv/old-chromium"
[ -x "$folder/chromium" ] && exit 0

echo "Fetching Chromium 64 for the tests"
mkdir -p "$folder"
cd "$folder"
npm pack --silent chrome-aws-lambda@0.13.0 >/dev/null || {
    echo "It cannot be fetched now: the tests of tests/old_browser are skipped until 'make system' can." >&2
    exit 0
}
echo "2e7aef5fef8c635df4b1d248e7f81181ba85e2a08087e02cdba1c4ee62416aea  chrome-aws-lambda-0.13.0.tgz" | sha256sum --check --quiet
tar -xzf chrome-aws-lambda-0.13.0.tgz --strip-components=2 package/bin/chromium-64.0.3264.0.br
node -e 'const fs = require("fs"); fs.writeFileSync("made", require("zlib").brotliDecompressSync(fs.readFileSync(process.argv[1])))' \
    chromium-64.0.3264.0.br
chmod 755 made
rm chrome-aws-lambda-0.13.0.tgz chromium-64.0.3264.0.br
mv made chromium
