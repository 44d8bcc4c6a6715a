package events_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/tags"
)

// plant is one tag with a script for each event, whose runs are written down.
type plant struct {
	t    *testing.T
	k    *events.Kernel
	tags *tags.Tags
	tag  *tags.Tag
	out  []string
	busy time.Duration
}

func newPlant(t *testing.T, version string, o events.TagEventOptions, value any) *plant {
	t.Helper()
	p := &plant{t: t, k: events.NewKernel()}
	prof, err := events.ProfileFor(version)
	require.NoError(t, err)
	ts := events.NewTagScripts(p.k, events.NewJournal(), prof, o, func(e *events.TagEvent) time.Duration {
		flags := ""
		if e.Initial {
			flags += " initial"
		}
		if e.Missed {
			flags += " missed"
		}
		if e.Script.Event == events.QualifiedValueChanged {
			flags += " " + e.Changed.String()
		}
		p.out = append(p.out, fmt.Sprintf("%s %s>%s%s", e.Script.Event, show(e.Previous), show(e.Current), flags))
		return p.busy
	})
	p.tags = tags.New(func() int64 { return 1000 + p.k.Now().Milliseconds() })
	p.tags.AddProvider("default")
	p.tags.Listen(ts.Changed)
	d := tags.NewDefinition().MustSet("dataType", "Int4")
	if value != nil {
		require.NoError(t, d.Set("value", tags.Int(int64(value.(int)))))
	}
	p.tag, err = p.tags.Configure("[default]t", d)
	require.NoError(t, err)
	all := tags.ValueChanged | tags.QualityChanged | tags.TimestampChanged
	ts.Attach(p.tag, []*events.TagScript{{Event: events.ValueChanged}, {Event: events.QualityChanged},
		{Event: events.QualifiedValueChanged, ChangeTypes: all}})
	p.tags.Start()
	return p
}

func show(q tags.QualifiedValue) string { return q.Value.String() + "/" + q.Quality.String() }

func (p *plant) settle() string {
	require.NoError(p.t, p.k.RunReady())
	s := strings.Join(p.out, "; ")
	p.out = nil
	return s
}

func (p *plant) write(v int64) { p.tags.WriteTag(p.tag, tags.Int(v)) }

func (p *plant) update(u tags.Update) { p.tags.Update(p.tag, u) }

// What each kind of change fires, by version (TAG-8, TAG-10 to TAG-13).
func TestFiring(t *testing.T) {
	later := func(p *plant) { require.NoError(p.t, p.k.RunUntil(p.k.Now()+time.Second)) }
	uncertain := tags.QualityOf(tags.Uncertain)
	tests := []struct {
		name    string
		version string
		start   any
		change  func(p *plant)
		want    string
	}{
		{"start", "8.1.31", 1, func(p *plant) {}, "valueChanged null/Uncertain_InitialValue>1/Good initial; qualityChanged null/Uncertain_InitialValue>1/Good initial"},
		{"start", "8.1", 1, func(p *plant) {}, "valueChanged null/Uncertain_InitialValue>1/Good initial; qualityChanged null/Uncertain_InitialValue>1/Good initial"},
		{"start", "8.3.3", 1, func(p *plant) {}, "valueChanged null/Uncertain_InitialValue>1/Good initial; qualityChanged null/Uncertain_InitialValue>1/Good initial; qualifiedValueChanged null/Uncertain_InitialValue>1/Good initial VALUE, QUALITY, TIMESTAMP"},
		{"start without a value", "8.1", nil, func(p *plant) {}, ""},
		{"value", "8.1.31", 1, func(p *plant) { later(p); p.out = nil; p.write(2) }, "valueChanged 1/Good>2/Good"},
		{"value", "8.3", 1, func(p *plant) { later(p); p.out = nil; p.write(2) }, "valueChanged 1/Good>2/Good"},
		{"value", "8.3.3", 1, func(p *plant) { later(p); p.out = nil; p.write(2) }, "valueChanged 1/Good>2/Good; qualifiedValueChanged 1/Good>2/Good VALUE, TIMESTAMP"},
		{"same value", "8.1.31", 1, func(p *plant) { later(p); p.out = nil; p.write(1) }, ""},
		{"same value", "8.3.3", 1, func(p *plant) { later(p); p.out = nil; p.write(1) }, ""},
		{"quality", "8.1.31", 1, func(p *plant) { p.settle(); p.tags.SetQuality(p.tag, uncertain) }, "valueChanged 1/Good>1/Uncertain; qualityChanged 1/Good>1/Uncertain"},
		{"quality", "8.1.32", 1, func(p *plant) { p.settle(); p.tags.SetQuality(p.tag, uncertain) }, "qualityChanged 1/Good>1/Uncertain"},
		{"timestamp", "8.1.31", 1, func(p *plant) { p.settle(); p.update(tags.Update{Timestamp: 5000, HasTimestamp: true}) }, "valueChanged 1/Good>1/Good"},
		{"timestamp", "8.1.32", 1, func(p *plant) { p.settle(); p.update(tags.Update{Timestamp: 5000, HasTimestamp: true}) }, ""},
		{"timestamp", "8.3.3", 1, func(p *plant) { p.settle(); p.update(tags.Update{Timestamp: 5000, HasTimestamp: true}) }, "qualifiedValueChanged 1/Good>1/Good TIMESTAMP"},
		{"back-fill", "8.1.31", 1, func(p *plant) {
			later(p)
			p.out = nil
			p.update(tags.Update{Value: tags.Int(7), HasValue: true, Timestamp: 1, HasTimestamp: true})
		}, ""},
		{"first value", "8.1", nil, func(p *plant) { p.write(5) }, "valueChanged null/Good>5/Good initial"},
		{"value after null", "8.1", 1, func(p *plant) {
			p.settle()
			p.tags.WriteTag(p.tag, tags.Value{})
			p.settle()
			p.write(5)
		}, "valueChanged null/Good>5/Good"},
		{"value after null", "8.3", 1, func(p *plant) {
			p.settle()
			p.tags.WriteTag(p.tag, tags.Value{})
			p.settle()
			p.write(5)
		}, "valueChanged null/Good>5/Good initial"},
		{"restart", "8.1", 1, func(p *plant) { p.settle(); p.tags.Restart(p.tag) }, "valueChanged null/Uncertain_InitialValue>1/Good initial; qualityChanged null/Uncertain_InitialValue>1/Good initial"},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.version, func(t *testing.T) {
			p := newPlant(t, tt.version, events.TagEventOptions{}, tt.start)
			tt.change(p)
			require.Equal(t, tt.want, p.settle())
		})
	}
}

// DEC-25: the second initial event repeats the first with equal values.
func TestTwoInitialEvents(t *testing.T) {
	p := newPlant(t, "8.1", events.TagEventOptions{InitialEvents: 2}, 1)
	require.Equal(t, "valueChanged null/Uncertain_InitialValue>1/Good initial; qualityChanged null/Uncertain_InitialValue>1/Good initial; valueChanged 1/Good>1/Good initial", p.settle())
}

// The queue of a tag whose script is busy (QUE-3, QUE-5, DEC-20 to DEC-24).
func TestQueue(t *testing.T) {
	tests := []struct {
		name    string
		options events.TagEventOptions
		writes  int
		want    string // values of the runs, * with missedEvents
	}{
		{"five wait", events.TagEventOptions{}, 6, "1 2 3 4 5 6"},
		{"the oldest is lost", events.TagEventOptions{}, 8, "1 4* 5 6 7 8"},
		{"the newest is lost", events.TagEventOptions{Queue: "newest"}, 8, "1 2* 3 4 5 6"},
		{"a queue of two", events.TagEventOptions{QueueSize: 2}, 6, "1 5* 6"},
		{"the running event counts", events.TagEventOptions{CountRunning: true}, 6, "1 3* 4 5 6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlant(t, "8.1", tt.options, 0)
			p.settle()
			p.busy = time.Second
			for i := 1; i <= tt.writes; i++ {
				p.write(int64(i))
				require.NoError(t, p.k.RunReady())
			}
			require.NoError(t, p.k.RunUntil(time.Hour))
			var got []string
			for _, o := range p.out {
				s := strings.TrimSuffix(o[strings.Index(o, ">")+1:], "/Good")
				got = append(got, strings.Replace(strings.Replace(s, "/Good missed", "*", 1), "/Good", "", 1))
			}
			require.Equal(t, tt.want, strings.Join(got, " "))
		})
	}
}

func TestUnknownVersion(t *testing.T) {
	_, err := events.ProfileFor("8.2")
	require.EqualError(t, err, `unknown version "8.2", want one of 8.1, 8.1.31, 8.1.32, 8.3, 8.3.3`)
}
