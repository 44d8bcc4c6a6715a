# make run   shows the main job on the examples
# make test  passes the tests, with the race detector
GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
PEER = tags/opcua/peer

.PHONY: run test test-opcua bench bench-opcua bench-jython oracle lint build clean

run:
	@$(GO) run ./cmd/dryfire test examples

build:
	$(GO) build -o dryfire ./cmd/dryfire

# The OPC UA tests have node-opcua as a foreign peer, which npm installs.
test:
	@if command -v npm >/dev/null; then sh $(PEER)/install.sh; else echo "npm is not here: tests against node-opcua are left out"; fi
	$(GO) vet ./...
	@export DRYFIRE_PEER=$$(command -v npm >/dev/null && echo require); set -x; $(GO) test -race ./...

bench:
	$(GO) test -run xxx -bench . -benchmem ./tags ./events ./simulator ./scenarios ./scripts/python/...

# Cuts, black holes, restarts and the like: about two minutes.
test-opcua:
	sh $(PEER)/install.sh
	DRYFIRE_PEER=require $(GO) test -race -tags faults ./tags/opcua/...

# dryfire, Jython and, if it is there, CPython 2.7 on the same handler, in turn.
bench-jython:
	@command -v jython >/dev/null || apt-get install -y jython
	@command -v python2.7 >/dev/null || apt-get install -y python2.7 || echo "CPython 2.7 cannot be installed here: it is left out"
	$(GO) run ./scripts/python/bench

bench-opcua:
	sh $(PEER)/install.sh
	$(GO) run ./tags/opcua/bench
	$(GO) run ./tags/opcua/bench/plants

# Jython 2.7 runs every program of scripts/python/testdata/programs again: all
# that differs from its recorded output, or from ours, is shown.
# PYTHON_ORACLE=record puts its answers in place of the recorded ones.
oracle:
	@command -v jython >/dev/null || apt-get install -y jython
	PYTHON_ORACLE=$${PYTHON_ORACLE:-compare} $(GO) test -count=1 -run TestProgramsByTopic ./scripts/python

lint:
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "these files are not gofmt'ed"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) -tags faults ./...

clean:
	rm -f dryfire
