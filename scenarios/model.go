package scenarios

import (
	"strings"
	"sync"
	"time"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/scenarios/signal"
	"dryfire/scenarios/yaml"
	"dryfire/scripts"
	"dryfire/tags"
)

// Error is a located complaint about a file.
type Error = yaml.Error

// Pos is a place in a scenario file. Its zero value is no place.
type Pos struct {
	File   *yaml.File
	Offset int
}

// Line returns the line from 1; 0 if there is no place.
func (p Pos) Line() int {
	if p.File == nil {
		return 0
	}
	line, _ := p.File.Position(p.Offset)
	return line
}

// String returns file:line:col.
func (p Pos) String() string {
	if p.File == nil {
		return ""
	}
	e := p.File.Errorf(p.Offset, "", "", "")
	return strings.TrimSuffix(e.Error(), ": got ")
}

// Errorf returns an error at the place.
func (p Pos) Errorf(got, want, hint string) *Error {
	if p.File == nil {
		return &Error{File: "scenario", Got: got, Want: want, Hint: hint}
	}
	return p.File.Errorf(p.Offset, got, want, hint)
}

// File is a scenario file with all its scenarios. It is immutable, and so is
// all that hangs on it: many runs may share it.
type File struct {
	Path      string // as given to the loader
	Scenarios []*Scenario
	Errors    []DocumentError // documents that are no scenario, in their order
}

// DocumentError is why a YAML document of a file can't be read. The others of
// the file are scenarios all the same.
type DocumentError struct {
	Index int // of the document in the file, from 0
	Err   *Error
}

// Scenario is one scenario: a plant, what happens to it, and what must follow.
type Scenario struct {
	Pos
	Name  string
	About string
	Index int // of its document in the file, from 0
	Plant *Plant
	Steps []*Step
}

// Plant is the description of a gateway with everything around it.
type Plant struct {
	Gateway   Gateway
	Projects  []*Project
	TagFiles  []*TagFile
	Tags      []*Tag
	Sessions  []*Endpoint // in order of connection
	Clients   []*Endpoint
	Designers []*Endpoint
	Remotes   []*Remote
	Timing    []*Timing
	Stubs     []*Stub
	RealClock bool
	OPCUA     *OPCUA // nil if no server feeds it
	Allow     Allow
	OnStart   *OnStart

	shared   bool           // by several scenarios: not to be changed
	once     *sync.Once     // of checking a shared one
	problem  error          // what that found
	ready    *ready         // what building it needs again and again
	tagAt    map[string]int // index of a tag by its key, once there are many
	ownIndex bool
}

// Gateway holds the properties of a gateway.
type Gateway struct {
	Pos
	Name             string // "" if not given
	Version          string // behaviour profile; "" if not given
	ScriptingProject string
	projectAt        Pos
	Zone             *time.Location // nil is UTC
	Start            *StartTime     // nil is simulator.DefaultStart
	Options          Options
}

// Options are the switches of a gateway that the DEC rows of the behaviour
// reference offer; zero values are the documented choices.
type Options struct {
	TagEvents        events.TagEventOptions
	SharedPayload    bool
	RaisePayload     bool
	RaiseUnknown     bool
	RunInheritable   bool
	Overtake         bool
	SharedThreads    int
	RequestTimeout   time.Duration
	RemoteDelay      time.Duration
	ClientPolling    time.Duration
	EventsPerInstant int
}

// Project is one project of a gateway.
type Project struct {
	Pos
	Name            string
	From            string // folder of an Ignition project, "" for none
	Parent          string
	parentAt        Pos
	Disabled        bool
	Inheritable     bool
	DefaultProvider string                                      // "" is default
	says            struct{ parent, enabled, inheritable bool } // by the file itself, not by the folder
	folder          *folder
	Gateway         []*Handler // message handlers of the Gateway Event Scripts
	Client          []*Handler // of the Vision Client Event Scripts
	Session         []*Handler // of the Perspective Session Events
}

// Handler is a message handler.
type Handler struct {
	Pos
	Name     string
	Script   *Script
	Thread   string // shared, dedicated or edt; "" if not given
	Disabled bool
	Roles    []string
}

// Script is a script with its text.
type Script struct {
	Pos
	Language string // python or javascript
	Name     string // what tracebacks call it: its path, or the place of an inline one
	Path     string // of its file; "" for inline scripts
	Text     string
	Program  scripts.Program // nil if the loader was told not to compile
}

// Tag is the definition of one tag.
type Tag struct {
	Pos
	Path       string
	Definition *tags.Definition // without its event scripts
	Events     []*TagEvent
	key        string
	valueAt    Pos
	itemAt     Pos // of opcItemPath
}

// TagEvent is one event script of a tag.
type TagEvent struct {
	Pos
	Event       string // event id
	Script      *Script
	ChangeTypes tags.Aspects
	Disabled    bool
}

// TagFile is a tag export or a folder of tag files for one provider.
type TagFile struct {
	Pos
	Provider string
	Path     string
	file     *tagFile
}

// Endpoint is a Perspective session, a Vision client or a Designer.
type Endpoint struct {
	Pos
	ID        string
	Project   string
	projectAt Pos
	User      string
	Roles     []string
	Host      string
	Address   string
	Comm      string     // Designers only
	Custom    tags.Value // of sessions: values of custom properties
	kind      string     // session, client or designer
}

// Remote is a gateway on the Gateway Network.
type Remote struct {
	Pos
	Name  string
	Plant *Plant
}

// Timing is the virtual time that a run of one script takes.
type Timing struct {
	Pos
	Name string // "[default]test valueChanged", "session X/test", "run"
	Cost time.Duration
}

// Allow is a set of the loud things that an expectation need not name.
type Allow uint8

// What allow can lift.
const (
	AllowScriptError Allow = 1 << iota
	AllowNoSuchHandler
	AllowDroppedEvent
	AllowBadWrite
)

// OnStart is what must follow from the start of the plant.
type OnStart struct {
	Pos
	Expect *Expect
	Allow  Allow
	expect *yaml.Node
}

// Step is one action and what must follow from it.
type Step struct {
	Pos
	Name   string
	At     time.Duration // virtual time at which it happens
	HasAt  bool
	Action Action
	Expect *Expect // nil if there is none
	Allow  Allow
	atPos  Pos
	refs   []reference // what the action names
}

// Action is what a step does: one of Write, Read, Drive, Advance, Run, Open,
// Close, SetQuality, Restart, Configure and Await.
type Action interface {
	// Keyword is the action's key in the file.
	Keyword() string
}

// Write writes tags at one instant.
type Write []TagWrite

// TagWrite is one write; what is not given stays as it is.
type TagWrite struct {
	Path   string
	Update tags.Update
}

// Read reads tags.
type Read []string

// Drive writes a sequence of values to a tag, or replays a recording.
type Drive struct {
	Tag       string // "" for a recording of several tags
	Signal    signal.Signal
	Every     time.Duration
	Recording []signal.Record // instead of Signal
	Warnings  []string        // about the recording
	Speed     float64         // of a recording; 1 is as it came
}

// Advance lets virtual time pass.
type Advance time.Duration

// Run runs a script somewhere in the plant.
type Run struct {
	In      On
	Project string // "" takes the place's own
	Script  *Script
}

// Open connects a session, client or Designer, or opens a link.
type Open struct {
	On       On
	Endpoint *Endpoint // nil for a link
}

// Close disconnects a session, client or Designer, or cuts a link.
type Close struct{ On On }

// SetQuality gives tags a quality.
type SetQuality []TagQuality

// TagQuality is the quality that one tag gets.
type TagQuality struct {
	Path    string
	Quality tags.Quality
}

// Restart re-initialises a gateway, a provider, a tag or a project.
type Restart struct {
	What    string // gateway, provider, tag or project
	Name    string
	Gateway string // a remote gateway; "" for the local one
}

// Configure adds or edits tags.
type Configure []*Tag

// Await waits on the real clock until the expectations hold.
type Await time.Duration

// Keyword returns write.
func (Write) Keyword() string { return "write" }

// Keyword returns read.
func (Read) Keyword() string { return "read" }

// Keyword returns drive.
func (*Drive) Keyword() string { return "drive" }

// Keyword returns advance.
func (Advance) Keyword() string { return "advance" }

// Keyword returns run.
func (*Run) Keyword() string { return "run" }

// Keyword returns open.
func (*Open) Keyword() string { return "open" }

// Keyword returns close.
func (*Close) Keyword() string { return "close" }

// Keyword returns quality.
func (SetQuality) Keyword() string { return "quality" }

// Keyword returns restart.
func (*Restart) Keyword() string { return "restart" }

// Keyword returns configure.
func (Configure) Keyword() string { return "configure" }

// Keyword returns await.
func (Await) Keyword() string { return "await" }

// Expect is what must have happened in a step. A nil list is not checked.
type Expect struct {
	Pos
	Fired        *List
	InOrder      bool // one total order of fired
	NotDelivered *List
	Events       *List
	Logs         *List
	Tags         *TagList
	Returns      *Returns
	Errors       *List
	Sent         *List
	Calls        *List
	Writes       *List

	refs []reference // what the expectations name
}

// List is a list of expected entries.
type List struct {
	Pos
	Includes bool // others may happen as well
	Entries  []*Entry
}

// Entry is one expected entry: a map of which only the keys given count.
type Entry struct {
	Pos
	Times   int // how many in a row; 1 unless said otherwise
	Pattern *match.Pattern
	From    fromKind // how the from of a sent entry is meant
	index   int      // in its list
}

type fromKind uint8

const (
	fromEndpoint fromKind = iota // gateway, session s1
	fromScript                   // [default]test valueChanged, session X/test, run
	fromTag                      // tag "[default]test"
)

// TagList is what tags must hold after the step.
type TagList struct {
	Pos
	Entries []*TagEntry
}

// TagEntry is what one tag must hold.
type TagEntry struct {
	Pos
	Path    string
	Pattern *match.Pattern
}

// Returns is what the action must return.
type Returns struct {
	Pos
	Pattern *match.Pattern
}
