package scripts

import (
	"time"

	"dryfire/tags"
)

// World is everything outside the script host that system functions reach:
// the simulated plant. All calls happen on the host's goroutine, during a run.
type World interface {
	// Now is the run's own clock in milliseconds since 1970: virtual time plus
	// what the run has slept or waited.
	Now(run *Run) int64
	// Sleep moves the run's own clock and keeps its worker busy for d.
	Sleep(run *Run, d time.Duration)
	// GatewayName is the system name of the gateway the run belongs to.
	GatewayName(run *Run) string

	ReadTags(run *Run, paths []string) []tags.QualifiedValue
	WriteTags(run *Run, paths []string, values []tags.Value) []tags.Quality
	TagExists(run *Run, path string) bool

	// SendMessage returns one line for each selected recipient (MSG-12); the
	// error is an *Exception.
	SendMessage(run *Run, m *Message) ([]string, error)
	// SendRequest waits for the handler and returns what it returned.
	SendRequest(run *Run, m *Message) (tags.Value, error)
	// SendRequestAsync returns at once; done is called in a run of its own.
	SendRequestAsync(run *Run, m *Message) (HostObject, error)
	// SendPerspective records a system.perspective.sendMessage.
	SendPerspective(run *Run, m *Message) error

	// Log writes a line; stack may be "".
	Log(run *Run, logger, level, message, stack string)
	// LogEnabled reports whether a logger records a level.
	LogEnabled(run *Run, logger, level string) bool
	// SetLogLevel is system.util.setLoggingLevel.
	SetLogLevel(run *Run, logger, level string)
	// Print writes what a script printed; text ends with a newline if the
	// script ended its line.
	Print(run *Run, text string)
	// PrintError is Print for what a script wrote to standard error.
	PrintError(run *Run, text string)

	// Later runs f in a run of its own, on a thread of its own, at the present
	// instant or after delay; description names it.
	Later(run *Run, delay time.Duration, description string, f func() error) HostObject
	// Callback runs f on the callback thread of the run's own scope.
	Callback(run *Run, description string, f func() error)

	// NoteCall records the call of a function that is not simulated. What c
	// holds may be kept.
	NoteCall(run *Run, c *FunctionCall)

	// ProjectName is what system.util.getProjectName() returns.
	ProjectName(run *Run) string
}

// Message is one call of sendMessage, sendRequest or sendRequestAsync.
type Message struct {
	Function string // util.sendMessage, util.sendRequest, …
	Project  string
	Handler  string
	Payload  tags.Value // a snapshot; null for none
	Live     tags.Value // the sender's own object, if its host shares payloads (DEC-10)
	Scope    string     // "" if not given
	ScopeSet bool

	ClientSessionID, User, HasRole, HostName string
	RemoteServers                            []string

	Timeout            time.Duration // of a request; 0 is the default (REQ-5)
	OnSuccess, OnError Callable      // of an asynchronous request; may be nil

	PageID, SessionID string // of perspective.sendMessage

	// Discard says that nobody looks at what SendMessage returns.
	Discard bool
}

// Run is one run of a script: who runs it and under which name.
type Run struct {
	In      string        // "[default]test valueChanged", "session X/test", "run"
	Project string        // whose libraries and name it sees; "" for none
	Tag     *tags.Tag     // owner of a tag event script, for relative paths
	Local   time.Duration // how far its own clock is ahead of the simulation's
	Data    any           // the world's own record of the run

	steps  int64 // left in the budget
	output int64 // bytes printed and logged
}

// Budget is what one run may use up. Zero fields take the defaults.
type Budget struct {
	Steps  int64 // loop turns and function calls
	Depth  int   // nested calls
	Memory int64 // bytes that one array may take and the process may grow by; a text may take an eighth
	// Wall is real time, the backstop against what cannot be counted; at most
	// DefaultWall, the time after which a regular expression is given up.
	Wall time.Duration
}

// The default budget of a run.
const (
	DefaultSteps  = 10_000_000
	DefaultDepth  = 1000
	DefaultMemory = 256 << 20
	DefaultWall   = 20 * time.Second
)

const maxDepth = 100_000

func (b Budget) withDefaults() Budget {
	if b.Steps <= 0 {
		b.Steps = DefaultSteps
	}
	if b.Depth <= 0 {
		b.Depth = DefaultDepth
	}
	b.Depth = min(b.Depth, maxDepth)
	if b.Memory <= 0 {
		b.Memory = DefaultMemory
	}
	if b.Wall <= 0 || b.Wall > DefaultWall {
		b.Wall = DefaultWall
	}
	return b
}
