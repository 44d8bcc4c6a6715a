package scripts

import (
	"os"
	"runtime/debug"
)

// What a run leaves behind is nearly all dead when it ends, so collecting
// seldom costs little memory and saves much time.
const (
	collectorPercent = 400     // the heap may grow to five times what is live, and to 16 MB at least
	collectorLimit   = 2 << 30 // bytes of the process from which on collections are as frequent as they must be
)

// TuneCollector sets Go's garbage collector for a process that runs scripts:
// it collects less often than Go does by default, until the process has 2 GB.
// The environment variables GOGC and GOMEMLIMIT are obeyed where they are set.
func TuneCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectorPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(collectorLimit)
	}
}
