#!/bin/sh
# Installs node-opcua beside this script, in the versions of package-lock.json;
# does nothing if that has been done already.
set -eu
cd "$(dirname "$0")"
if [ -f node_modules/.installed ] && cmp -s package-lock.json node_modules/.installed; then
	exit 0
fi
command -v npm >/dev/null || { echo "npm is needed for the foreign OPC UA server of the tests" >&2; exit 1; }
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.installed
