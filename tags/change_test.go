package tags

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// bench is a model with a clock to set and an account of what was heard.
type bench struct {
	*Tags
	t     *testing.T
	now   int64
	heard []string
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t}
	b.Tags = New(func() int64 { return b.now })
	b.AddProvider("p")
	b.Listen(func(c *Change) {
		flags := ""
		if c.Initial {
			flags += " initial"
		}
		if c.Backfill {
			flags += " backfill"
		}
		b.heard = append(b.heard, fmt.Sprintf("%s: %s > %s %s%s", c.Tag.Path(), short(c.Previous), short(c.Current), c.Aspects, flags))
	})
	return b
}

// short spells a qualified value as "5 Good @3".
func short(q QualifiedValue) string {
	return fmt.Sprintf("%s %s @%d", q.Value, q.Quality, q.Timestamp)
}

func (b *bench) tag(path string, properties ...any) *Tag {
	b.t.Helper()
	g, err := b.Configure(path, NewDefinition().MustSet(properties...))
	require.NoError(b.t, err)
	return g
}

// expect compares what was heard since the last call.
func (b *bench) expect(want ...string) {
	b.t.Helper()
	assert.Equal(b.t, strings.Join(want, "\n"), strings.Join(b.heard, "\n"))
	b.heard = nil
}

func (b *bench) quality(want string, got Quality) {
	b.t.Helper()
	assert.Equal(b.t, want, got.String())
}

func TestStart(t *testing.T) {
	b := newBench(t)
	b.now = 3
	b.tag("[p]B/x", "value", 1)
	b.tag("[p]A", "value", 2)
	b.tag("[p]B/y", "value", "7", "dataType", "String")
	b.tag("[p]None")
	b.tag("[p]Off", "value", 4, "enabled", false)
	b.tag("[p]Plc", "valueSource", "opc", "opcItemPath", "ns=1;s=x")
	b.tag("[p]Seeded", "valueSource", "opc", "value", 9)
	b.tag("[p]Default", "defaultValue", 6)
	b.tag("[p]Both", "defaultValue", 6, "value", 5) // TGF-16
	b.expect()
	b.Start()
	// Order of configuration within each folder; a tag without a value, or a
	// disabled one, reports nothing. TAG-15: the previous value.
	b.expect(
		"[p]B/x: null Uncertain_InitialValue @3 > 1 Good @3 VALUE, QUALITY, TIMESTAMP initial",
		"[p]B/y: null Uncertain_InitialValue @3 > 7 Good @3 VALUE, QUALITY, TIMESTAMP initial",
		"[p]A: null Uncertain_InitialValue @3 > 2 Good @3 VALUE, QUALITY, TIMESTAMP initial",
		"[p]Seeded: null Uncertain_InitialValue @3 > 9 Good @3 VALUE, QUALITY, TIMESTAMP initial",
		"[p]Default: null Uncertain_InitialValue @3 > 6 Good @3 VALUE, QUALITY, TIMESTAMP initial",
		"[p]Both: null Uncertain_InitialValue @3 > 5 Good @3 VALUE, QUALITY, TIMESTAMP initial",
	)
	assert.Equal(t, "null Good @3", short(b.Read("[p]None", nil)))
	assert.Equal(t, "null Bad_Disabled @3", short(b.Read("[p]Off", nil)))
	assert.Equal(t, "null Uncertain_InitialValue @3", short(b.Read("[p]Plc", nil)))
}

func TestWrite(t *testing.T) {
	b := newBench(t)
	b.tag("[p]T", "value", 1)
	b.Start()
	b.heard = nil
	b.now = 5
	b.quality("Good", b.Write("[p]t", nil, Int(2)))
	b.expect("[p]T: 1 Good @0 > 2 Good @5 VALUE, TIMESTAMP") // TAG-12
	b.now = 6
	b.quality("Good", b.Write("[p]T.Value", nil, Unicode("2.4")))
	b.expect() // TAG-9: coerced to what it has
	assert.Equal(t, "2 Good @5", short(b.Read("[p]T", nil)))
	b.quality(`Error_TypeConversion("Value 'x' can not be coerced to int")`, b.Write("[p]T", nil, Unicode("x")))
	b.expect()
	b.quality("Good", b.Write("[p]T", nil, Value{}))
	b.expect("[p]T: 2 Good @5 > null Good @6 VALUE, TIMESTAMP")
	b.quality("Good", b.Write("[p]T", nil, Int(3)))
	b.expect("[p]T: null Good @6 > 3 Good @6 VALUE, TIMESTAMP") // stamped anew at the same instant
	b.quality("Bad_NotFound", b.Write("[p]Missing", nil, Int(3)))
	b.quality(`Bad_NotFound("Tag provider 'q' not found")`, b.Write("[q]T", nil, Int(3)))
	b.expect()
}

func TestFirstValueIsInitial(t *testing.T) { // TAG-14
	b := newBench(t)
	b.tag("[p]T")
	b.tag("[p]Plc", "valueSource", "opc")
	b.Start()
	b.quality("Good", b.Write("[p]T", nil, Value{}))
	b.expect()
	b.quality("Good", b.Write("[p]T", nil, Int(1)))
	b.quality("Good", b.Write("[p]T", nil, Int(2)))
	b.expect(
		"[p]T: null Good @0 > 1 Good @0 VALUE, TIMESTAMP initial",
		"[p]T: 1 Good @0 > 2 Good @0 VALUE, TIMESTAMP",
	)
	// The first value of a feed may be older than the model.
	b.now = 100
	g := b.Find("[p]Plc")
	b.quality("Good", b.Update(g, Update{Value: Int(1), HasValue: true, Timestamp: -5, HasTimestamp: true}))
	b.expect("[p]Plc: null Uncertain_InitialValue @0 > 1 Good @-5 VALUE, QUALITY, TIMESTAMP initial")
}

func TestRefusals(t *testing.T) {
	b := newBench(t)
	b.tag("[p]RO", "value", 1, "readOnly", true)
	b.tag("[p]Off", "value", 1, "enabled", "false") // TGF-12: text
	b.tag("[p]Range", "value", 1, "engLow", 0, "engHigh", 10, "engLimitMode", "Clamp_Both")
	b.tag("[p]Above", "value", 1, "engHigh", 10, "engLimitMode", "Clamp_High")
	for _, source := range []string{"expr", "reference", "derived", "db"} {
		b.tag("[p]"+source, "valueSource", source, "value", 1)
	}
	b.Start()
	b.heard = nil
	b.quality("Bad_ReadOnly", b.Write("[p]RO", nil, Int(2)))
	b.quality("Bad_Disabled", b.Write("[p]Off", nil, Int(2))) // DEC-35
	b.quality("Bad_OutOfRange", b.Write("[p]Range", nil, Int(11)))
	b.quality("Bad_OutOfRange", b.Write("[p]Range", nil, Int(-1)))
	b.quality("Bad_OutOfRange", b.Write("[p]Above", nil, Int(11)))
	b.quality(`Bad_Unsupported("[p] is a Provider and has no value")`, b.Write("[p]", nil, Int(11)))
	for _, source := range []string{"expr", "reference", "derived", "db"} {
		b.quality("Bad_ReadOnly", b.Write("[p]"+source, nil, Int(2)))
	}
	b.expect()
	b.quality("Good", b.Write("[p]Range", nil, Int(10)))
	b.quality("Good", b.Write("[p]Above", nil, Int(-1)))
	b.heard = nil
	// A step or a feed drives what a script can't write.
	b.quality("Good", b.Update(b.Find("[p]RO"), Update{Value: Int(2), HasValue: true}))
	b.quality("Good", b.Update(b.Find("[p]expr"), Update{Value: Int(2), HasValue: true}))
	b.quality("Bad_Disabled", b.Update(b.Find("[p]Off"), Update{Value: Int(2), HasValue: true}))
	b.quality("Good", b.Update(b.Find("[p]Range"), Update{Value: Int(12), HasValue: true}))
	b.expect(
		"[p]RO: 1 Good @0 > 2 Good @0 VALUE, TIMESTAMP",
		"[p]expr: 1 Good @0 > 2 Good @0 VALUE, TIMESTAMP",
		"[p]Range: 10 Good @0 > 12 Bad_OutOfRange @0 VALUE, QUALITY, TIMESTAMP",
	)
}

func TestDeadband(t *testing.T) { // TAG-20, DEC-29
	b := newBench(t)
	b.tag("[p]Abs", "dataType", "Float8", "value", 10, "deadband", 0.5)
	b.tag("[p]Pct", "dataType", "Float8", "value", 10, "deadband", 10, "deadbandMode", "Percent", "engLow", 0, "engHigh", 50)
	b.tag("[p]Int", "value", 10, "deadband", 3)
	b.tag("[p]Off", "dataType", "Float8", "value", 10, "deadband", 5, "deadbandMode", "Off")
	b.tag("[p]Default", "dataType", "Float8", "value", 0)
	b.tag("[p]Null", "dataType", "Float8", "deadband", 100)
	b.Start()
	for _, c := range []struct {
		path   string
		v      float64
		passes bool
	}{
		{"[p]Abs", 10.4, false}, {"[p]Abs", 10.5, true}, {"[p]Abs", 10.1, false}, {"[p]Abs", 10, true}, {"[p]Abs", math.NaN(), true}, {"[p]Abs", math.NaN(), false},
		{"[p]Pct", 14.9, false}, {"[p]Pct", 15, true}, {"[p]Pct", 10.1, false},
		{"[p]Int", 12, false}, {"[p]Int", 13, true},
		{"[p]Off", 10.001, true},
		{"[p]Default", 0.00009, false}, {"[p]Default", 0.0001, true}, // TGF-13
		{"[p]Null", 1, true}, {"[p]Null", 2, false},
	} {
		b.heard = nil
		before := b.Read(c.path, nil).Value
		b.quality("Good", b.Write(c.path, nil, Float(c.v)))
		assert.Equal(t, c.passes, len(b.heard) == 1, "%s from %s to %v", c.path, before, c.v)
		assert.Equal(t, c.passes, !b.Read(c.path, nil).Value.Equal(before), "%s from %s to %v", c.path, before, c.v)
	}
	// A change of quality brings the value with it.
	b.heard = nil
	g := b.Find("[p]Pct")
	b.Update(g, Update{Value: Float(15.5), HasValue: true, Quality: QualityOf(UncertainDataSubNormal), HasQuality: true})
	b.expect("[p]Pct: 15.0 Good @0 > 15.5 Uncertain_DataSubNormal @0 VALUE, QUALITY, TIMESTAMP")
}

func TestUpdate(t *testing.T) {
	b := newBench(t)
	g := b.tag("[p]T", "value", 1)
	b.now = 10
	b.Start()
	b.heard = nil
	at := func(ts int64) Update { return Update{Timestamp: ts, HasTimestamp: true} }
	b.Update(g, at(12))
	b.expect("[p]T: 1 Good @10 > 1 Good @12 TIMESTAMP")
	u := at(13)
	u.Value, u.HasValue = Int(1), true
	b.Update(g, u)
	b.expect("[p]T: 1 Good @12 > 1 Good @13 TIMESTAMP")
	b.Update(g, u)
	b.expect()
	u.Timestamp, u.Value = 11, Int(5)
	b.quality("Good", b.Update(g, u))
	b.expect("[p]T: 1 Good @13 > 5 Good @11  backfill") // TAG-21
	assert.Equal(t, "1 Good @13", short(g.Value()))
	// A subscription sends in order: what it says is no back-fill.
	u.InOrder = true
	b.quality("Good", b.Update(g, u))
	b.expect("[p]T: 1 Good @13 > 5 Good @11 VALUE, TIMESTAMP")
	u.Value, u.Timestamp = Int(1), 13
	b.Update(g, u)
	b.heard = nil
	b.now = 20
	b.quality("Good", b.SetQuality(g, QualityOf(BadStale).WithDiagnostic("cut")))
	b.expect(`[p]T: 1 Good @13 > 1 Bad_Stale("cut") @20 QUALITY, TIMESTAMP`)
	b.SetQuality(g, QualityOf(BadStale).WithDiagnostic("cut"))
	b.expect()
	// Source time runs behind the gateway's: the first fresh value restores a
	// bad tag and is no back-fill.
	b.quality("Good", b.Update(g, Update{Value: Int(1), HasValue: true, Timestamp: 19, HasTimestamp: true}))
	b.expect(`[p]T: 1 Bad_Stale("cut") @20 > 1 Good @19 QUALITY, TIMESTAMP`)
	b.quality(`Error_TypeConversion("Value 'x' can not be coerced to int")`, b.Update(g, Update{Value: Unicode("x"), HasValue: true}))
	b.expect()
	// WRT-2: seen as the quality of an OPC tag.
	plc := b.tag("[p]Plc", "valueSource", "opc", "dataType", "Int1", "value", 1)
	b.heard = nil
	b.Update(plc, Update{Value: Int(144), HasValue: true})
	b.expect(`[p]Plc: 1 Good @20 > 1 Error_TypeConversion("Value 144 can not be coerced to byte due to overflow") @20 QUALITY, TIMESTAMP`)
	b.Update(plc, Update{Value: Int(2), HasValue: true})
	b.expect(`[p]Plc: 1 Error_TypeConversion("Value 144 can not be coerced to byte due to overflow") @20 > 2 Good @20 VALUE, QUALITY, TIMESTAMP`)
}

func TestWriteQualifiedValue(t *testing.T) { // WRT-7
	b := newBench(t)
	b.tag("[p]T", "value", 1)
	b.now = 10
	b.Start()
	b.heard = nil
	qv := &QualifiedValue{Value: Unicode("4"), Quality: QualityOf(UncertainLastKnownValue), Timestamp: 7}
	b.quality("Good", b.Write("[p]T", nil, FromQualified(qv)))
	b.expect("[p]T: 1 Good @10 > 4 Uncertain_LastKnownValue @7 VALUE, QUALITY, TIMESTAMP")
	b.quality("Good", b.Write("[p]T", nil, FromQualified(qv)))
	b.expect()
	b.quality("Good", b.Write("[p]T", nil, Int(4)))
	b.expect("[p]T: 4 Uncertain_LastKnownValue @7 > 4 Good @10 QUALITY, TIMESTAMP")
}

func TestWriteDataset(t *testing.T) { // WRT-4
	b := newBench(t)
	b.tag("[p]T", "dataType", "DataSet", "value", `{"columns":[{"name":"a","type":"java.lang.Integer"}],"rows":[[1]]}`)
	b.Start()
	b.heard = nil
	b.quality("Good", b.Write("[p]T", nil, ListOf(Int(1))))
	assert.Equal(t, `null Error_TypeConversion("class org.python.core.PyList: Invalid DataType for Dataset.") @0`, short(b.Read("[p]T", nil)))
	assert.Len(t, b.heard, 1)
	assert.Equal(t, ErrorTypeConversion, b.Write("[p]T", nil, Unicode("{}")).Code)
}

func TestEnabled(t *testing.T) { // TAG-10, TAG-12
	b := newBench(t)
	g := b.tag("[p]T", "value", 5)
	b.Start()
	b.heard = nil
	b.now = 1
	b.tag("[p]T", "enabled", false)
	b.expect("[p]T: 5 Good @0 > null Bad_Disabled @1 VALUE, QUALITY, TIMESTAMP")
	assert.False(t, g.Enabled())
	b.tag("[p]T", "documentation", "still off")
	b.SetQuality(g, QualityOf(Bad))
	b.RestartAll()
	b.expect()
	b.now = 2
	b.tag("[p]T", "enabled", true)
	b.expect("[p]T: null Bad_Disabled @1 > 5 Good @2 VALUE, QUALITY, TIMESTAMP initial")
	// A script can do the same through the property.
	b.now = 3
	b.quality("Good", b.Write("[p]T.enabled", nil, Bool(false)))
	b.quality("Good", b.Write("[.]T.Enabled", g, Int(1)))
	b.expect(
		"[p]T: 5 Good @2 > null Bad_Disabled @3 VALUE, QUALITY, TIMESTAMP",
		"[p]T: null Bad_Disabled @3 > 5 Good @3 VALUE, QUALITY, TIMESTAMP initial",
	)
}

// A tag without a value still passes through Bad_Disabled, but its initial
// event waits for the first value (TAG-14).
func TestEnabledWithoutValue(t *testing.T) {
	b := newBench(t)
	b.tag("[p]T", "enabled", false)
	b.Start()
	b.tag("[p]T", "enabled", true)
	b.Write("[p]T", nil, Int(1))
	b.expect(
		"[p]T: null Bad_Disabled @0 > null Good @0 QUALITY, TIMESTAMP",
		"[p]T: null Good @0 > 1 Good @0 VALUE, TIMESTAMP initial",
	)
}

func TestConfigureAndRestart(t *testing.T) { // TAG-17
	b := newBench(t)
	b.tag("[p]T", "value", 1, "documentation", "a")
	b.Start()
	b.heard = nil
	b.now = 4
	b.tag("[p]New/Tag", "value", 2)
	b.expect("[p]New/Tag: null Uncertain_InitialValue @4 > 2 Good @4 VALUE, QUALITY, TIMESTAMP initial")
	b.Write("[p]T", nil, Int(8))
	b.heard = nil
	g := b.tag("[p]t", "engUnit", "bar") // merges
	b.expect("[p]T: null Uncertain_InitialValue @4 > 8 Good @4 VALUE, QUALITY, TIMESTAMP initial")
	assert.Equal(t, "[p]T", g.Path())
	doc, _ := g.Property("documentation")
	assert.Equal(t, "a", doc.Text())
	b.tag("[p]T", "value", 9)
	b.expect("[p]T: null Uncertain_InitialValue @4 > 9 Good @4 VALUE, QUALITY, TIMESTAMP initial")
	b.tag("[p]T", "dataType", "String")
	b.expect("[p]T: null Uncertain_InitialValue @4 > 9 Good @4 VALUE, QUALITY, TIMESTAMP initial")
	assert.Equal(t, KindUnicode, g.Value().Value.Kind())
	b.SetQuality(g, QualityOf(BadStale))
	b.heard = nil
	b.now = 5
	b.Restart(g)
	b.expect("[p]T: null Uncertain_InitialValue @5 > 9 Good @5 VALUE, QUALITY, TIMESTAMP initial")
	b.RestartProvider(b.Provider("P"))
	assert.Len(t, b.heard, 2)
	b.heard = nil
	b.Restart(b.Find("[p]New"))
	b.expect("[p]New/Tag: null Uncertain_InitialValue @5 > 2 Good @5 VALUE, QUALITY, TIMESTAMP initial")
}

// A listener may write: it keeps the change it was given, and the nested one is
// heard first by those behind it.
func TestListenerWrites(t *testing.T) {
	b := newBench(t)
	b.tag("[p]A", "value", 0)
	b.tag("[p]B", "value", 0)
	b.Start()
	b.heard = nil
	var kept []string
	b.Listen(func(c *Change) {
		if c.Tag.Name() == "A" {
			b.Write("[p]B", nil, c.Current.Value)
		}
		kept = append(kept, c.Tag.Name()+" "+c.Current.Value.String())
	})
	b.Write("[p]A", nil, Int(3))
	assert.Equal(t, []string{"B 3", "A 3"}, kept)
	b.expect("[p]A: 0 Good @0 > 3 Good @0 VALUE, TIMESTAMP", "[p]B: 0 Good @0 > 3 Good @0 VALUE, TIMESTAMP")
}

func TestWritesDoNotAllocate(t *testing.T) {
	m := New(func() int64 { return 1 })
	m.AddProvider("p")
	for _, dt := range []string{"Int4", "Int8", "Float4", "Float8", "Boolean", "String", "DateTime"} {
		if _, err := m.Configure("[p]Folder/"+dt, NewDefinition().MustSet("dataType", dt)); err != nil {
			t.Fatal(err)
		}
	}
	m.Start()
	changes := 0
	m.Listen(func(c *Change) { changes++ })
	for _, c := range []struct {
		path string
		a, b Value
	}{
		{"[P]folder/int4", Int(1), Float(2)}, {"[p]Folder/Int8", Int(1), Long(1 << 40)}, {"[p]Folder/Float4", Float(1.5), Int(3)},
		{"[p]Folder/Float8", Float(1.5), Int(3)}, {"[p]Folder/Boolean", Bool(true), Int(0)}, {"[p]Folder/String", Str("a"), Unicode("b")},
		{"[p]Folder/DateTime", Date(1), Date(2)},
	} {
		changes = 0
		n := testing.AllocsPerRun(100, func() {
			m.Write(c.path, nil, c.a)
			m.Write(c.path, nil, c.b)
		})
		assert.Zero(t, n, c.path)
		assert.Equal(t, 202, changes, c.path)
	}
}

// Event scripts are prepared before the initial change is heard.
func TestOnConfigure(t *testing.T) {
	b := newBench(t)
	b.Start()
	b.OnConfigure(func(g *Tag) { b.heard = append(b.heard, "configured "+g.Path()) })
	g := b.tag("[p]F/T", "value", 1)
	b.Write("[p]F/T.tooltip", nil, Str("x"))
	b.Write("[p]F/T.enabled", nil, Bool(false))
	b.expect(
		"configured [p]F/T",
		"[p]F/T: null Uncertain_InitialValue @0 > 1 Good @0 VALUE, QUALITY, TIMESTAMP initial",
		"configured [p]F/T",
		"configured [p]F/T",
		"[p]F/T: 1 Good @0 > null Bad_Disabled @0 VALUE, QUALITY, TIMESTAMP",
	)
	assert.Equal(t, SourceMemory, g.ValueSource())
}

func TestOutlet(t *testing.T) {
	b := newBench(t)
	b.tag("[p]Plc", "valueSource", "opc", "dataType", "Int2", "value", 1)
	b.tag("[p]RO", "valueSource", "opc", "readOnly", true)
	b.tag("[p]Mem", "value", 1)
	b.Start()
	b.heard = nil
	taken := true
	b.SetOutlet(func(g *Tag, v Value) (Quality, bool) {
		b.heard = append(b.heard, g.Path()+" < "+v.String())
		return QualityOf(GoodWritePending), taken
	})
	b.quality("Good_WritePending", b.Write("[p]Plc", nil, Float(2.5)))
	b.quality("Bad_ReadOnly", b.Write("[p]RO", nil, Int(2)))
	b.quality(`Error_TypeConversion("Value 40000 can not be coerced to short due to overflow")`, b.Write("[p]Plc", nil, Int(40000)))
	b.expect("[p]Plc < 3")
	b.Write("[p]Mem", nil, Int(2))
	b.expect("[p]Mem: 1 Good @0 > 2 Good @0 VALUE, TIMESTAMP")
	b.Update(b.Find("[p]Plc"), Update{Value: Int(3), HasValue: true})
	b.expect("[p]Plc: 1 Good @0 > 3 Good @0 VALUE, TIMESTAMP")
	taken = false
	b.quality("Good", b.Write("[p]Plc", nil, Int(4)))
	b.expect("[p]Plc < 4", "[p]Plc: 3 Good @0 > 4 Good @0 VALUE, TIMESTAMP")
}

func TestDatesAsTextFollowTheGateway(t *testing.T) {
	b := newBench(t)
	b.Location = time.FixedZone("CET", 3600)
	b.tag("[p]T", "dataType", "String")
	b.tag("[p]D", "dataType", "DateTime", "value", "2025-01-07 06:30:00.5")
	b.Start()
	b.Write("[p]T", nil, Date(0))
	assert.Equal(t, "Thu Jan 01 01:00:00 CET 1970", b.Read("[p]T", nil).Value.Text())
	assert.Equal(t, int64(1736227800500), b.Read("[p]D", nil).Value.Int64())
}
