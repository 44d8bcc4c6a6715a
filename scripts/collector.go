package scripts

import (
	"os"
	"runtime/debug"
)

// What a run leaves behind is nearly all dead when it ends, so collecting
// seldom costs little and saves much: a collection slows the scripts down that
// run meanwhile. Go knows no least size of a heap before it collects; memory
// that is allocated and never touched, and so never given by the system,
// stands in for it.
const (
	collectorFloor   = 24 << 20
	collectorPercent = 200     // with the floor: the first collection at 72 MB, later ones at three times what is live
	collectorLimit   = 2 << 30 // bytes of the process from which on collections are as frequent as they must be
)

var floor []byte

// TuneCollector sets Go's garbage collector for a process that runs scripts:
// it collects less often than Go does by default, which may take some 70 MB
// more, until the process has 2 GB. The environment variables GOGC and
// GOMEMLIMIT are obeyed where they are set.
func TuneCollector() {
	if floor == nil && os.Getenv("GOGC") == "" {
		floor = make([]byte, collectorFloor)
		debug.SetGCPercent(collectorPercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(collectorLimit)
	}
}
