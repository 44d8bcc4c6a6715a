package tags

// A Definition is what a tag export says of one node: a list of named
// properties, the unknown ones included (TGF-13, TGF-19). What the provider
// needs on every write is worked out once, when the definition is given to
// Configure; equal definitions of different tags are then one object, which is
// what makes a million tags affordable.

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// Aspects is a set of the three aspects of a qualified value.
type Aspects uint8

// The aspects that can change (TAG-11).
const (
	ValueChanged Aspects = 1 << iota
	QualityChanged
	TimestampChanged
)

var aspectNames = [...]string{"VALUE", "QUALITY", "TIMESTAMP"}

// Names returns the upper-case names of the aspects in a, in the order VALUE,
// QUALITY, TIMESTAMP.
func (a Aspects) Names() []string {
	var names []string
	for i, n := range aspectNames {
		if a&(1<<i) != 0 {
			names = append(names, n)
		}
	}
	return names
}

// String returns the names separated by a comma and a blank.
func (a Aspects) String() string { return strings.Join(a.Names(), ", ") }

// AspectByName returns the aspect with that exact upper-case name.
func AspectByName(name string) (Aspects, bool) {
	for i, n := range aspectNames {
		if n == name {
			return 1 << i, true
		}
	}
	return 0, false
}

// EventScript is one entry of a tag's event scripts (EVT-1).
type EventScript struct {
	// ID is the eventid: one of EventIDs.
	ID string
	// Script is whatever the loader that found the script and the host that
	// runs it agreed on; tag files put a *ScriptSource here. Two
	// scripts are the same if these compare equal with ==, so it has to be of
	// a comparable type.
	Script any
	// ChangeTypes are the aspects that trigger qualifiedValueChanged (TAG-11).
	ChangeTypes Aspects
	// Enabled is false only if the entry says so.
	Enabled bool
}

// ScriptSource is the text of a script as a tag file holds it.
type ScriptSource struct {
	Text string // the body as stored, indented, without its def line (TAG-3)
	File string // the file it was read from
	Node string // where in that file, for example tags[3].eventScripts[0]
	Line int    // line of the file that holds the script, from 1; 0 if unknown
}

// EventIDs returns the ids of all tag events (TAG-1).
func EventIDs() []string {
	return []string{"valueChanged", "qualityChanged", "qualifiedValueChanged", "alarmActive", "alarmCleared", "alarmAcked"}
}

// Enumerated values of tagType (TGF-1).
const (
	TypeProvider    = "Provider"
	TypeFolder      = "Folder"
	TypeAtomicTag   = "AtomicTag"
	TypeUdtType     = "UdtType"
	TypeUdtInstance = "UdtInstance"
)

// Enumerated values of valueSource (TGF-14).
const (
	SourceMemory    = "memory"
	SourceOPC       = "opc"
	SourceExpr      = "expr"
	SourceReference = "reference"
	SourceDerived   = "derived"
	SourceDB        = "db"
)

// Property is one named property of a definition.
type Property struct {
	Name  string
	Value Value
}

// Definition is the configuration of one tag, folder or UDT instance under the
// property names of a tag export. The zero value is a memory tag of type Int4
// without a value. A definition that was given to [Tags.Configure] is not to
// be changed any more.
//
// The value sources memory and opc hold what is written to them or driven into
// them. Tags with the sources expr, reference, derived and db are held as
// configured and can be driven by [Tags.Update], but nothing evaluates their
// expression, reference or query, and writing to them returns Bad_ReadOnly.
type Definition struct {
	props   []Property
	scripts []EventScript
	c       compiled
	frozen  bool
	users   int         // tags that have this definition
	next    *Definition // another one with the same hash
}

// compiled is what writing needs to know of a definition.
type compiled struct {
	dataType  DataType
	source    string
	readOnly  bool // readOnly, or a source that can't be written
	disabled  bool
	folder    bool    // has no value of its own
	deadband  float64 // smallest difference that passes; 0 if all do
	low, high float64 // limits that are enforced; infinite if not
	limited   bool
}

type propertyKind uint8

const (
	anyProperty propertyKind = iota
	textProperty
	boolProperty
	numberProperty
	intProperty
	enumProperty
	dataTypeProperty
	listProperty
	mapProperty
)

type propertyInfo struct {
	name string
	kind propertyKind
	def  Value // default; null if there is none
	enum []string
}

// knownProperties are those of TGF-13 in its order.
var knownProperties = []propertyInfo{
	{name: "tagType", kind: enumProperty, def: Unicode(TypeAtomicTag), enum: []string{TypeProvider, TypeFolder, TypeAtomicTag, TypeUdtType, TypeUdtInstance}},
	{name: "valueSource", kind: enumProperty, def: Unicode(SourceMemory), enum: []string{SourceMemory, SourceOPC, SourceExpr, SourceReference, SourceDerived, SourceDB}},
	{name: "dataType", kind: dataTypeProperty, def: Unicode("Int4")},
	{name: "value"},
	{name: "defaultValue"},
	{name: "enabled", kind: boolProperty, def: Bool(true)},
	{name: "readOnly", kind: boolProperty, def: Bool(false)},
	{name: "documentation", kind: textProperty, def: Unicode("")},
	{name: "tooltip", kind: textProperty, def: Unicode("")},
	{name: "tagGroup", kind: textProperty, def: Unicode("Default")},
	{name: "opcServer", kind: textProperty},
	{name: "opcItemPath", kind: textProperty},
	{name: "sourceTagPath", kind: textProperty},
	{name: "expression", kind: textProperty},
	{name: "deriveExpressionGetter", kind: textProperty},
	{name: "deriveExpressionSetter", kind: textProperty},
	{name: "query", kind: textProperty},
	{name: "queryType", kind: textProperty},
	{name: "datasource", kind: textProperty},
	{name: "executionMode", kind: enumProperty, enum: []string{"TagGroupRate", "FixedRate", "EventDriven"}},
	{name: "executionRate", kind: intProperty, def: Int(1000)},
	{name: "historyEnabled", kind: boolProperty, def: Bool(false)},
	{name: "historyProvider", kind: textProperty},
	{name: "historicalDeadbandStyle", kind: enumProperty, def: Unicode("Auto"), enum: []string{"Auto", "Discrete", "Analog_Compressed"}},
	{name: "historicalDeadband", kind: numberProperty},
	{name: "historicalDeadbandMode", kind: enumProperty, enum: []string{"Off", "Absolute", "Percent"}},
	{name: "sampleMode", kind: enumProperty, def: Unicode("OnChange"), enum: []string{"OnChange", "Periodic", "TagGroup"}},
	{name: "historySampleRate", kind: numberProperty},
	{name: "historySampleRateUnits", kind: textProperty},
	{name: "historyMaxAge", kind: numberProperty},
	{name: "historyMaxAgeUnits", kind: textProperty},
	{name: "historyTimeDeadband", kind: numberProperty},
	{name: "historyTimeDeadbandUnits", kind: textProperty},
	{name: "historyTagGroup", kind: textProperty},
	{name: "engUnit", kind: textProperty, def: Unicode("")},
	{name: "engLow", kind: numberProperty, def: Float(0)},
	{name: "engHigh", kind: numberProperty, def: Float(100)},
	{name: "engLimitMode", kind: enumProperty, def: Unicode("No_Clamp"), enum: []string{"No_Clamp", "Clamp_Low", "Clamp_High", "Clamp_Both"}},
	{name: "clampMode", kind: enumProperty, def: Unicode("No_Clamp"), enum: []string{"No_Clamp", "Clamp_Low", "Clamp_High", "Clamp_Both"}},
	{name: "scaleMode", kind: textProperty, def: Unicode("Off")},
	{name: "rawLow", kind: numberProperty},
	{name: "rawHigh", kind: numberProperty},
	{name: "scaledLow", kind: numberProperty},
	{name: "scaledHigh", kind: numberProperty},
	{name: "deadband", kind: numberProperty, def: Float(0.0001)},
	{name: "deadbandMode", kind: enumProperty, def: Unicode("Absolute"), enum: []string{"Off", "Absolute", "Percent"}},
	{name: "formatString", kind: textProperty, def: Unicode("#,##0.##")},
	{name: "alarms", kind: listProperty},
	{name: "alarmEvalEnabled", kind: boolProperty, def: Bool(true)},
	{name: "eventScripts", kind: listProperty},
	{name: "readPermissions", kind: mapProperty},
	{name: "writePermissions", kind: mapProperty},
	{name: "valuePersistence", kind: enumProperty, enum: []string{"None", "Database", "Configuration"}},
	{name: "typeId", kind: textProperty, def: Unicode("")},
	{name: "parameters", kind: mapProperty},
}

var knownByName = func() map[string]*propertyInfo {
	m := make(map[string]*propertyInfo, 2*len(knownProperties))
	for i := range knownProperties {
		m[knownProperties[i].name] = &knownProperties[i]
	}
	return m
}()

// knownFold finds a known property regardless of case.
func knownFold(name string) *propertyInfo {
	if p, ok := knownByName[name]; ok {
		return p
	}
	for i := range knownProperties {
		if strings.EqualFold(knownProperties[i].name, name) {
			return &knownProperties[i]
		}
	}
	return nil
}

// KnownProperty returns the spelling of the property of TGF-13 that is called
// name, case ignored, and whether there is one. Everything else is a custom
// property (TGF-19).
func KnownProperty(name string) (string, bool) {
	if p := knownFold(name); p != nil {
		return p.name, true
	}
	return "", false
}

// NewDefinition returns a definition without properties.
func NewDefinition() *Definition { return new(Definition) }

// DefinitionOf returns the definition that the properties in m describe, with
// text keys and values of the shapes that a tag export has. name, tags and
// eventScripts are not for it and give an error: the caller knows what a
// script is in its format and adds it by [Definition.SetScript]. The errors
// are one for each property that is wrong; the others are set.
func DefinitionOf(m *Map) (*Definition, []error) {
	d := NewDefinition()
	var errs []error
	for i := range m.Len() {
		k, v := m.At(i)
		if err := d.Set(k.String(), v); err != nil {
			errs = append(errs, err)
		}
	}
	return d, errs
}

// Set sets one property; null removes it (TGF-14). A known property is checked
// and converted to its type, since bindings resolve to text (TGF-12); a
// binding object is kept as it is and counts as absent until whoever loads the
// definition resolves it. Unknown names are custom properties of any shape.
func (d *Definition) Set(name string, v Value) error {
	if d.frozen {
		return fmt.Errorf("property %q: the definition is in use by a tag", name)
	}
	switch name {
	case "":
		return fmt.Errorf("a property without a name")
	case "name", "tags", "eventScripts":
		if v.IsNull() {
			return nil
		}
		return fmt.Errorf("property %q cannot be set on a definition", name)
	}
	if v.IsNull() {
		d.remove(name)
		return nil
	}
	if info, ok := knownByName[name]; ok && !IsBinding(v) {
		var err error
		if v, err = info.check(v); err != nil {
			return err
		}
	}
	d.put(Property{name, v})
	return nil
}

// MustSet sets properties given as name, value, name, value … with values that
// [FromGo] accepts, returns d, and panics if one of them is wrong. It is meant
// for definitions written in Go.
func (d *Definition) MustSet(pairs ...any) *Definition {
	if len(pairs)%2 != 0 {
		panic("tags: MustSet wants names and values in pairs")
	}
	for i := 0; i < len(pairs); i += 2 {
		v, err := FromGo(pairs[i+1])
		if err == nil {
			err = d.Set(pairs[i].(string), v)
		}
		if err != nil {
			panic("tags: " + err.Error())
		}
	}
	return d
}

// IsBinding reports whether a property's value is a binding object (UDT-4).
func IsBinding(v Value) bool {
	m := v.Map()
	if m == nil {
		return false
	}
	_, ok := m.Get("bindType")
	return ok
}

func (p *propertyInfo) check(v Value) (Value, error) {
	wrong := func(want string) (Value, error) {
		return Value{}, fmt.Errorf("property %q: got %s %s, want %s", p.name, v.Kind(), clip(v.String(), 60), want)
	}
	switch p.kind {
	case textProperty:
		switch v.Kind() {
		case KindList, KindMap, KindDataset, KindDocument, KindQuality, KindQualified, KindObject:
			return wrong("text")
		}
		return Unicode(v.String()), nil
	case boolProperty:
		b, q := Boolean.Coerce(v, nil)
		if !q.IsGood() {
			return wrong("true or false")
		}
		return b, nil
	case numberProperty:
		f, q := Float8.Coerce(v, nil)
		if !q.IsGood() || math.IsNaN(f.Float64()) || math.IsInf(f.Float64(), 0) {
			return wrong("a number")
		}
		if v.Kind() == KindInt || v.Kind() == KindLong {
			return v, nil
		}
		return f, nil
	case intProperty:
		n, q := Int8.Coerce(v, nil)
		if !q.IsGood() {
			return wrong("a whole number")
		}
		return Int(n.Int64()), nil
	case enumProperty:
		for _, e := range p.enum {
			if v.IsText() && v.Text() == e {
				return Unicode(e), nil
			}
		}
		hint := ""
		for _, e := range p.enum {
			if v.IsText() && strings.EqualFold(v.Text(), e) {
				hint = "; did you mean " + e + "?"
			}
		}
		return wrong("one of " + strings.Join(p.enum, ", ") + hint)
	case dataTypeProperty:
		if v.Kind() == KindInt {
			if t, ok := DataTypeByNumber(int(v.Int64())); ok {
				return Unicode(t.String()), nil
			}
		}
		if t, ok := DataTypeByName(v.Text()); ok {
			return Unicode(t.String()), nil
		}
		if s := similarDataType(v.Text()); s != "" {
			return wrong("a data type; did you mean " + s + "?")
		}
		return wrong("a data type such as Int4, Float8, Boolean, String, DateTime, DataSet or Document")
	case listProperty:
		if v.Kind() != KindList {
			return wrong("a list")
		}
	case mapProperty:
		if v.Kind() != KindMap {
			return wrong("an object")
		}
	}
	return v, nil
}

func (d *Definition) remove(name string) {
	for i := range d.props {
		if d.props[i].Name == name {
			d.props = append(d.props[:i:i], d.props[i+1:]...)
			return
		}
	}
}

// exact returns a property that is configured under exactly that name.
func (d *Definition) exact(name string) (Value, bool) {
	for i := range d.props {
		if d.props[i].Name == name {
			return d.props[i].Value, true
		}
	}
	return Value{}, false
}

// Get returns a property that is configured, without regard to case if there is
// none of exactly that spelling, and whether there is one.
func (d *Definition) Get(name string) (Value, bool) {
	if v, ok := d.exact(name); ok {
		return v, true
	}
	for i := range d.props {
		if strings.EqualFold(d.props[i].Name, name) {
			return d.props[i].Value, true
		}
	}
	return Value{}, false
}

// Property returns a property, or its default if it is not configured, and
// whether there is one; case is ignored. A binding that nobody resolved counts
// as not configured.
func (d *Definition) Property(name string) (Value, bool) {
	if v, ok := d.exact(name); ok && !IsBinding(v) {
		return v, true
	}
	if p := knownFold(name); p != nil {
		return d.setting(p), p.name != "eventScripts"
	}
	return d.Get(name)
}

// setting returns a known property as it is configured, or its default.
func (d *Definition) setting(p *propertyInfo) Value {
	if v, ok := d.exact(p.name); ok && !IsBinding(v) {
		return v
	}
	return p.def
}

// Properties returns the configured properties in the order in which they were
// set. The slice is not to be changed.
func (d *Definition) Properties() []Property { return d.props }

func (d *Definition) text(name string) string { return d.setting(knownByName[name]).Text() }

func (d *Definition) flag(name string) bool { return d.setting(knownByName[name]).Bool() }

// TagType returns the tagType, AtomicTag by default.
func (d *Definition) TagType() string { return d.text("tagType") }

// DataType returns the data type, Int4 by default (TGF-13).
func (d *Definition) DataType() DataType {
	t, _ := DataTypeByName(d.text("dataType"))
	return t
}

// ValueSource returns the value source, memory by default.
func (d *Definition) ValueSource() string { return d.text("valueSource") }

// Enabled reports whether the tag is enabled, which is the default.
func (d *Definition) Enabled() bool { return d.flag("enabled") }

// ReadOnly reports whether scripts can't write the tag's value, because it is
// read-only or because its value source computes it.
func (d *Definition) ReadOnly() bool {
	if d.flag("readOnly") {
		return true
	}
	switch d.ValueSource() {
	case SourceMemory, SourceOPC:
		return false
	}
	return true
}

// StartValue returns what value or, if that is absent, defaultValue says
// (TGF-16), not yet converted to the data type.
func (d *Definition) StartValue() Value {
	for _, name := range []string{"value", "defaultValue"} {
		if v, ok := d.exact(name); ok && !v.IsNull() && !IsBinding(v) {
			return v
		}
	}
	return Value{}
}

// Parameters returns the UDT parameters by name, or nil: plain values, or maps
// {dataType, value} as the definition has them (UDT-3).
func (d *Definition) Parameters() *Map { v, _ := d.exact("parameters"); return v.Map() }

// Parameter returns the value of a UDT parameter, case ignored, and whether
// there is one.
func (d *Definition) Parameter(name string) (Value, bool) {
	m := d.Parameters()
	if m == nil {
		return Value{}, false
	}
	for i := range m.Len() {
		if k, v := m.At(i); strings.EqualFold(k.Text(), name) {
			return parameterValue(v), true
		}
	}
	return Value{}, false
}

// parameterValue takes a parameter out of its {dataType, value}.
func parameterValue(v Value) Value {
	m := v.Map()
	if m == nil {
		return v
	}
	_, typed := m.Get("dataType")
	inner, valued := m.Get("value")
	if typed || valued {
		return inner
	}
	return v
}

// Scripts returns the event scripts in the order in which they were set. The
// slice is not to be changed.
func (d *Definition) Scripts() []EventScript { return d.scripts }

// SetScript adds an event script, in place of the one with the same id if
// there is one (UDT-9). An id that no tag event has is an error.
func (d *Definition) SetScript(s EventScript) error {
	if d.frozen {
		return fmt.Errorf("event script %q: the definition is in use by a tag", s.ID)
	}
	known := false
	for _, id := range EventIDs() {
		known = known || id == s.ID
	}
	if !known {
		return fmt.Errorf("got event %q, want one of %s", s.ID, strings.Join(EventIDs(), ", "))
	}
	if s.Script != nil && !reflect.ValueOf(s.Script).Comparable() {
		return fmt.Errorf("event script %q: a script of type %T cannot be compared", s.ID, s.Script)
	}
	for i := range d.scripts {
		if d.scripts[i].ID == s.ID {
			d.scripts[i] = s
			return nil
		}
	}
	d.scripts = append(d.scripts, s)
	return nil
}

// Merge lays over's properties and scripts over d's, each replacing the one of
// the same name (UDT-9).
func (d *Definition) Merge(over *Definition) {
	if d.frozen {
		panic("tags: Merge into a definition that is in use by a tag")
	}
	for _, p := range over.props {
		d.put(p)
	}
	for _, s := range over.scripts {
		_ = d.SetScript(s) // over's ids were checked when they were set
	}
}

func (d *Definition) put(p Property) {
	for i := range d.props {
		if d.props[i].Name == p.Name {
			d.props[i].Value = p.Value
			return
		}
	}
	d.props = append(d.props, p)
}

// replace sets a property that is configured, case ignored, to any value, and
// reports whether there is one.
func (d *Definition) replace(name string, v Value) bool {
	for i := range d.props {
		if strings.EqualFold(d.props[i].Name, name) {
			d.props[i].Value = v
			return true
		}
	}
	return false
}

// Clone returns a copy that can be changed.
func (d *Definition) Clone() *Definition {
	return &Definition{
		props:   append([]Property(nil), d.props...),
		scripts: append([]EventScript(nil), d.scripts...),
	}
}

// Equal reports whether both have the same properties and scripts in the same
// order.
func (d *Definition) Equal(o *Definition) bool {
	if d == o {
		return true
	}
	if len(d.props) != len(o.props) || len(d.scripts) != len(o.scripts) {
		return false
	}
	for i := range d.props {
		a, b := d.props[i], o.props[i]
		if a.Name != b.Name || a.Value.Kind() != b.Value.Kind() || !a.Value.Equal(b.Value) {
			return false
		}
	}
	for i := range d.scripts {
		if d.scripts[i] != o.scripts[i] {
			return false
		}
	}
	return true
}

// describesValue reports whether d can only be meant for a tag with a value.
func (d *Definition) describesValue() bool {
	for _, name := range []string{"dataType", "value", "defaultValue", "valueSource"} {
		if _, ok := d.exact(name); ok {
			return true
		}
	}
	return false
}

var hashSeed = maphash.MakeSeed()

// appendKey appends bytes that are the same for equal definitions of one process.
func (d *Definition) appendKey(b []byte) []byte {
	for _, p := range d.props {
		b = strconv.AppendQuote(b, p.Name)
		b = append(b, byte(p.Value.Kind()))
		b = AppendJSON(b, p.Value)
	}
	for _, s := range d.scripts {
		b = append(b, s.ID...)
		b = binary.LittleEndian.AppendUint64(b, maphash.Comparable(hashSeed, s))
	}
	return b
}

// compile works out what writing needs.
func (d *Definition) compile() {
	c := &d.c
	c.dataType = d.DataType()
	c.folder = d.TagType() != TypeAtomicTag
	c.source = d.ValueSource()
	c.readOnly = d.ReadOnly()
	c.disabled = !d.Enabled()
	c.low, c.high = math.Inf(-1), math.Inf(1)
	if !c.dataType.IsNumeric() {
		return
	}
	number := func(name string) float64 { return d.setting(knownByName[name]).Float64() }
	switch d.text("deadbandMode") {
	case "Absolute":
		c.deadband = number("deadband")
	case "Percent":
		c.deadband = number("deadband") / 100 * (number("engHigh") - number("engLow"))
	}
	c.compileLimits(d.text("engLimitMode"), number("engLow"), number("engHigh"))
	// No two different integers are closer than 1.
	if !(c.deadband > 0) || c.dataType <= Int8 && c.deadband <= 1 {
		c.deadband = 0
	}
}

func (c *compiled) compileLimits(mode string, low, high float64) {
	enforce := func(l, h bool) {
		if l {
			c.low, c.limited = low, true
		}
		if h {
			c.high, c.limited = high, true
		}
	}
	switch mode {
	case "Clamp_Low":
		enforce(true, false)
	case "Clamp_High":
		enforce(false, true)
	case "Clamp_Both":
		enforce(true, true)
	}
}
