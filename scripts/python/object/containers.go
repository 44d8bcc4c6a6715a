package object

// The containers: their Go types and what Go code does with them. Their Python methods are in
// lists.go and sets.go, the hash table is in table.go.

// Dict is a Python dict.
type Dict struct {
	Header
	table
	shared bool // belongs to a built-in type
	// Missing, if set, is asked for the value of a missing key before
	// __missing__ is: defaultdict.
	Missing func(t *Thread, d *Dict, key Value) (Value, bool)
}

// NewDict returns an empty dict with room for n entries.
func NewDict(n int) *Dict {
	switch {
	case n <= 0:
		return &Dict{Header: Header{cls: DictType}}
	case n <= 8:
		// Literals of a few keys usually gain some more: one allocation for all.
		b := &struct {
			d Dict
			e [8]entry
		}{}
		b.d.cls = DictType
		b.d.e = b.e[:0]
		return &b.d
	}
	return &Dict{Header: Header{cls: DictType}, table: table{e: make([]entry, 0, n)}}
}

// NewAttrs returns an empty dict that iterates as the __dict__ of an instance,
// class or module does: Jython gives those a smaller table.
func NewAttrs() *Dict {
	b := &struct {
		d Dict
		e [4]entry
	}{}
	b.d.cls = DictType
	b.d.cap = initialAttr
	b.d.e = b.e[:0]
	return &b.d
}

// NewHashDict returns a dict that iterates in the order of java.util.HashMap.
func NewHashDict() *Dict {
	d := &Dict{Header: Header{cls: DictType}}
	d.hm = true
	return d
}

// NewLinkedDict returns a dict that iterates in the order in which keys were first set, as
// java.util.LinkedHashMap and collections.OrderedDict do.
func NewLinkedDict() *Dict {
	d := &Dict{Header: Header{cls: DictType}}
	d.hm, d.lnk = true, true
	return d
}

// Len returns the number of entries.
func (d *Dict) Len() int { return int(d.n) }

// GetText returns the value of a text key.
func (d *Dict) GetText(name string) (Value, bool) {
	if i := d.findText(name); i >= 0 {
		return d.e[i].val, true
	}
	return Value{}, false
}

func (d *Dict) hasText(name string) bool { return d.findText(name) >= 0 }

// SetText sets a str key.
func (d *Dict) SetText(name string, v Value) { d.putText(name, v) }

// DeleteText removes a text key and reports whether it was there.
func (d *Dict) DeleteText(name string) bool {
	if i := d.findText(name); i >= 0 {
		d.remove(i)
		return true
	}
	return false
}

// Get returns the value of a key; it raises TypeError if the key cannot be hashed.
func (d *Dict) Get(t *Thread, key Value) (Value, bool) {
	if i := d.find(t, key); i >= 0 {
		return d.e[i].val, true
	}
	return Value{}, false
}

// Set sets the value of a key.
func (d *Dict) Set(t *Thread, key, v Value) { d.put(t, key, v) }

// Delete removes a key and reports whether it was there.
func (d *Dict) Delete(t *Thread, key Value) bool {
	if i := d.find(t, key); i >= 0 {
		d.remove(i)
		return true
	}
	return false
}

// Each calls f for each entry in iteration order. If f changes the dict, it
// sees entries as an iterator would.
func (d *Dict) Each(f func(k, v Value)) {
	c := newCursor(&d.table)
	for e, ok := c.advance(); ok; e, ok = c.advance() {
		f(e.key, e.val)
	}
}

// EachInserted calls f for each entry, roughly in the order of insertion, without hashing
// anything: for conversions at the border, where Python's order is not asked for.
func (d *Dict) EachInserted(f func(k, v Value)) {
	for i := range d.e {
		if d.e[i].key.ref != nil {
			f(d.e[i].key, d.e[i].val)
		}
	}
}

func (d *Dict) eachText(f func(name string, v Value)) {
	for i := range d.e {
		if d.e[i].key.IsText() {
			f(d.e[i].key.Text(), d.e[i].val)
		}
	}
}

// Keys returns the keys in iteration order.
func (d *Dict) Keys() []Value {
	out := make([]Value, 0, d.n)
	d.Each(func(k, _ Value) { out = append(out, k) })
	return out
}

// Values returns the values in iteration order.
func (d *Dict) Values() []Value {
	out := make([]Value, 0, d.n)
	d.Each(func(_, v Value) { out = append(out, v) })
	return out
}

func (d *Dict) copy(t *Thread) *Dict {
	c := NewDict(0)
	t.Alloc(64 * int(d.n))
	if d.shared {
		// The order of a table that several interpreters share is not to be computed in place.
		for i := range d.e {
			if e := d.e[i]; e.key.ref != nil {
				c.add(entry{key: e.key, val: e.val})
			}
		}
		return c
	}
	c.presize(int(d.n))
	c.copyFrom(&d.table)
	return c
}

// Set is a set or frozenset; Hash of a frozenset is cached by nobody.
type Set struct {
	Header
	table
	Frozen bool
}

// NewSet returns a set of items.
func NewSet(t *Thread, items ...Value) *Set {
	s := &Set{Header: Header{cls: SetType}}
	for _, v := range items {
		s.put(t, v, True)
	}
	return s
}

// NewFrozenSet returns a frozenset of items.
func NewFrozenSet(t *Thread, items ...Value) *Set {
	s := &Set{Header: Header{cls: FrozenSetType}, Frozen: true}
	s.hm = true
	for _, v := range items {
		s.put(t, v, True)
	}
	return s
}

// Len returns the number of members.
func (s *Set) Len() int { return int(s.n) }

// Has reports whether v is a member.
func (s *Set) Has(t *Thread, v Value) bool { return s.find(t, v) >= 0 }

// Add adds v.
func (s *Set) Add(t *Thread, v Value) { s.put(t, v, True) }

// Items returns the members in iteration order.
func (s *Set) Items() []Value {
	out := make([]Value, 0, s.n)
	for _, i := range s.order() {
		out = append(out, s.e[i].key)
	}
	return out
}

// List is a Python list.
type List struct {
	Header
	Items []Value
}

// NewList returns a list of items; the slice is not copied.
func NewList(items ...Value) *List { return &List{Header: Header{cls: ListType}, Items: items} }

// Tuple is a Python tuple.
type Tuple struct {
	Header
	Items []Value
}

// NewTuple returns a tuple of items; the slice is not copied.
func NewTuple(items ...Value) *Tuple { return &Tuple{Header: Header{cls: TupleType}, Items: items} }

// Slice is a slice object; its parts are None where not given.
type Slice struct {
	Header
	Start, Stop, Step Value
}

// NewSlice returns a slice object; absent parts become None.
func NewSlice(start, stop, step Value) *Slice {
	return &Slice{Header: Header{cls: SliceType}, Start: start.Or(None), Stop: stop.Or(None), Step: step.Or(None)}
}

// Complex is a Python complex.
type Complex struct {
	Header
	V complex128
}

// NewComplex returns a complex.
func NewComplex(c complex128) Value {
	return Obj(&Complex{Header: Header{cls: ComplexType}, V: c})
}

// ByteArray is a Python bytearray.
type ByteArray struct {
	Header
	B []byte
}

// XRange is an xrange object.
type XRange struct {
	Header
	Start, Step, N int64
}
