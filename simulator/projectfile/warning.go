package projectfile

import (
	"fmt"
	"strings"
)

// Severity says what a warning means for the user.
type Severity uint8

// The severities of warnings.
const (
	// Notice: something is odd, but what a gateway would run was read. Empty
	// scripts and blobs that an upgrade left behind are among these.
	Notice Severity = iota
	// Failure: something was not read, or a gateway would refuse it.
	Failure
)

// String returns notice or failure.
func (s Severity) String() string {
	if s == Failure {
		return "failure"
	}
	return "notice"
}

// Warning is something about a folder that its user should know (RES-12).
type Warning struct {
	Severity Severity
	File     string // the file or folder, below the folder that was loaded; "" for that folder itself
	Line     int    // from 1; 0 if there is none
	Resource string // what it is about, for example: gateway message handler "ping"; may be ""
	Message  string // what was got, what was wanted
}

// String returns file:line: resource: message.
func (w Warning) String() string {
	var b strings.Builder
	b.WriteString(w.File)
	if w.File == "" {
		b.WriteByte('.')
	}
	if w.Line > 0 {
		fmt.Fprintf(&b, ":%d", w.Line)
	}
	b.WriteString(": ")
	if w.Resource != "" {
		b.WriteString(w.Resource + ": ")
	}
	b.WriteString(w.Message)
	return b.String()
}

// maxWarnings is how many warnings one file may give rise to: a broken blob
// would otherwise have thousands to tell.
const maxWarnings = 30

// warnings collects warnings: equal ones of a file once, and not too many.
type warnings struct {
	list  []Warning
	seen  map[Warning]bool
	count map[string]int
}

func (w *warnings) add(x Warning) {
	if w.seen == nil {
		w.seen, w.count = map[Warning]bool{}, map[string]int{}
	}
	if w.seen[x] {
		return
	}
	switch n := w.count[x.File]; {
	case n < maxWarnings:
		w.seen[x] = true
	case n == maxWarnings:
		x = Warning{Severity: x.Severity, File: x.File, Message: "further warnings about this file are left out"}
	default:
		return
	}
	w.count[x.File]++
	w.list = append(w.list, x)
}
