package object

// The hash table behind dict and set. Programs see its iteration order, which
// is that of java.util.concurrent.ConcurrentHashMap. Chains are not kept: the
// entries lie in one slice in an order chosen such that sorting them stably by
// bucket gives Java's order. Insertion at a chain's tail is then an append, and
// only a resize, which reverses parts of chains, permutes the slice. Small
// tables are searched linearly, where text keys need no hash at all; larger ones
// have an index.

const (
	linearMax     = 16 // entries searched without an index
	initialDict   = 32 // buckets of a new dict or set
	initialFrozen = 16 // buckets of a new frozenset
	initialAttr   = 8  // buckets of the __dict__ of an instance
)

type entry struct {
	key, val Value // key is absent after a removal
	hash     int32
	hashed   bool
}

type table struct {
	e   []entry
	ix  *tableIndex // nil while the table is small and nobody has iterated
	cap int32       // Java's number of buckets
	n   int32       // live entries
	gen uint32      // counts insertions and removals
	set int32       // entries up to here have been checked for long chains
	lnk bool        // order of insertion
	hm  bool        // order of java.util.HashMap, which frozenset uses: 16 buckets, a resize keeps the order
}

type tableIndex struct {
	slots    []int32 // open addressing; entry number + 1, 0 empty, -1 removed
	used     int     // slots not empty
	order    []int32
	orderGen uint32
	ordered  bool
}

func spread(h int32) int32 { return (h ^ int32(uint32(h)>>16)) & 0x7fffffff }

func tableSizeFor(c int) int32 {
	n := int32(1)
	for int(n) < c {
		n <<= 1
	}
	return n
}

func (tb *table) buckets() int32 {
	if tb.cap == 0 {
		tb.cap = initialDict
		if tb.hm {
			tb.cap = initialFrozen
		}
	}
	return tb.cap
}

// hashOf returns the hash of an entry, computing a text's when first needed.
func (e *entry) hashOf() int32 {
	if !e.hashed {
		e.hash = scalarHash(e.key)
		e.hashed = true
	}
	return e.hash
}

// findText finds a text key: str name, or unicode if the key is ASCII.
func (tb *table) findText(name string) int {
	if tb.ix == nil || tb.ix.slots == nil {
		for i := range tb.e {
			k := &tb.e[i].key
			if k.num != uint64(len(name)) {
				continue
			}
			switch k.ref.(type) {
			case *strData, *uniData:
				if k.Text() == name {
					return i
				}
			}
		}
		return -1
	}
	return tb.findHashed(nil, Str(name), textHash(name, false))
}

// find finds any key; hash is needed unless the key is a text in a small table.
func (tb *table) find(t *Thread, key Value) int {
	switch key.ref.(type) {
	case *strData:
		if tb.ix == nil || tb.ix.slots == nil {
			return tb.findTextKey(t, key)
		}
	case *uniData:
		if tb.ix == nil || tb.ix.slots == nil {
			return tb.findTextKey(t, key)
		}
	}
	return tb.findHashed(t, key, int32(t.Hash(key)))
}

func (tb *table) findTextKey(t *Thread, key Value) int {
	others := false
	for i := range tb.e {
		k := &tb.e[i].key
		switch k.ref.(type) {
		case *strData, *uniData:
			if textEqual(*k, key) {
				return i
			}
		case Kind, nil, *bigInt, *Tuple, *List:
		default:
			others = true
		}
	}
	if others {
		return tb.findHashed(t, key, scalarHash(key))
	}
	return -1
}

func (tb *table) findHashed(t *Thread, key Value, hash int32) int {
again:
	gen := tb.gen
	if tb.ix == nil || tb.ix.slots == nil {
		for i := 0; i < len(tb.e); i++ {
			e := &tb.e[i]
			if e.hashOf() == hash {
				same := keyEqual(t, e.key, key)
				if tb.gen != gen {
					goto again // an __eq__ has changed the table
				}
				if same {
					return i
				}
			}
		}
		return -1
	}
	s := tb.ix.slots
	mask := uint32(len(s) - 1)
	for p := mix(hash) & mask; ; p = (p + 1) & mask {
		i := s[p]
		if i == 0 {
			return -1
		}
		if i > 0 {
			e := &tb.e[i-1]
			if e.hash == hash {
				same := keyEqual(t, e.key, key)
				if tb.gen != gen {
					goto again
				}
				if same {
					return int(i - 1)
				}
			}
		}
	}
}

func mix(h int32) uint32 {
	x := uint32(h) * 0x9e3779b1
	return x ^ x>>15
}

// keyEqual compares keys of equal hash. t may be nil for text keys.
func keyEqual(t *Thread, a, b Value) bool {
	switch x := a.ref.(type) {
	case *strData, *uniData:
		switch b.ref.(type) {
		case *strData, *uniData:
			return textEqual(a, b)
		case Kind, *bigInt, *Tuple:
			return false
		}
	case Kind:
		if y, ok := b.ref.(Kind); ok && x == y {
			if x == KindFloat {
				return a.Float64() == b.Float64() || a.num == b.num
			}
			return a.num == b.num
		}
	case nil:
		return false
	default:
		if a.ref == b.ref {
			return true
		}
	}
	if t == nil {
		return false
	}
	return t.Equal(a, b)
}

// put sets key to val and reports whether the key is new. The key that is in the
// table stays.
func (tb *table) put(t *Thread, key, val Value) bool {
	var h int32
	hashed := false
	var i int
	if key.isStr() || key.isUnicode() {
		if tb.ix == nil || tb.ix.slots == nil {
			i = tb.findTextKey(t, key)
		} else {
			h, hashed = scalarHash(key), true
			i = tb.findHashed(t, key, h)
		}
	} else {
		h, hashed = int32(t.Hash(key)), true
		i = tb.findHashed(t, key, h)
	}
	if i >= 0 {
		tb.e[i].val = val
		return false
	}
	if t != nil {
		t.Alloc(64)
	}
	tb.add(entry{key: key, val: val, hash: h, hashed: hashed})
	return true
}

// putText sets a str key.
func (tb *table) putText(name string, val Value) {
	if i := tb.findText(name); i >= 0 {
		tb.e[i].val = val
		return
	}
	tb.add(entry{key: Str(name), val: val})
}

func (tb *table) add(e entry) {
	tb.buckets()
	if tb.e == nil {
		tb.e = make([]entry, 0, 4)
	}
	tb.e = append(tb.e, e)
	tb.n++
	tb.gen++
	if tb.ix != nil && tb.ix.slots != nil {
		if 2*tb.ix.used >= len(tb.ix.slots) {
			tb.reindex()
		} else {
			tb.indexEntry(len(tb.e) - 1)
		}
	} else if len(tb.e) > linearMax {
		tb.reindex()
	}
	if tb.hm {
		for tb.n > tb.cap-tb.cap>>2 {
			tb.cap *= 2
		}
	} else if tb.n >= tb.cap-tb.cap>>2 {
		tb.checkChains()
		for tb.n >= tb.cap-tb.cap>>2 {
			tb.transfer(len(tb.e))
		}
		tb.compacted()
	}
}

func (tb *table) indexEntry(i int) {
	s := tb.ix.slots
	mask := uint32(len(s) - 1)
	p := mix(tb.e[i].hashOf()) & mask
	for s[p] > 0 {
		p = (p + 1) & mask
	}
	if s[p] == 0 {
		tb.ix.used++
	}
	s[p] = int32(i + 1)
}

// reindex drops removed entries and rebuilds the index.
func (tb *table) reindex() {
	if int(tb.n) < len(tb.e) {
		w := 0
		for i := range tb.e {
			if tb.e[i].key.ref != nil {
				tb.e[w] = tb.e[i]
				w++
			}
		}
		clear(tb.e[w:])
		tb.e = tb.e[:w]
		if int(tb.set) > w {
			tb.set = int32(w)
		}
	}
	if tb.ix == nil {
		tb.ix = &tableIndex{}
	}
	if len(tb.e) <= linearMax {
		tb.ix.slots = nil
		return
	}
	size := 64
	for size < 4*len(tb.e) {
		size *= 2
	}
	tb.ix.slots = make([]int32, size)
	tb.ix.used = 0
	for i := range tb.e {
		tb.indexEntry(i)
	}
}

// compacted restores the index after entries have been permuted.
func (tb *table) compacted() {
	if tb.ix != nil {
		tb.ix.ordered = false
		if tb.ix.slots != nil {
			tb.reindex()
		}
	}
}

// transfer doubles the number of buckets and permutes the first k entries as
// Java's transfer does: of each chain, the trailing run whose members go to the
// same half keeps its order, the others are reversed.
func (tb *table) transfer(k int) {
	n := tb.cap
	ord := tb.sorted(k)
	out := make([]entry, 0, cap(tb.e))
	for i := 0; i < len(ord); {
		b := spread(tb.e[ord[i]].hashOf()) & (n - 1)
		j := i
		for j < len(ord) && spread(tb.e[ord[j]].hashOf())&(n-1) == b {
			j++
		}
		last := j - 1
		for last > i && spread(tb.e[ord[last-1]].hashOf())&n == spread(tb.e[ord[j-1]].hashOf())&n {
			last--
		}
		for p := last - 1; p >= i; p-- {
			out = append(out, tb.e[ord[p]])
		}
		for p := last; p < j; p++ {
			out = append(out, tb.e[ord[p]])
		}
		i = j
	}
	for i := k; i < len(tb.e); i++ {
		if tb.e[i].key.ref != nil {
			out = append(out, tb.e[i])
		}
	}
	tb.e = out
	tb.cap = 2 * n
	tb.set = int32(len(ord))
}

// checkChains doubles the buckets where Java would have because a chain grew
// beyond eight in a table of fewer than 64 buckets.
func (tb *table) checkChains() {
	if tb.hm || tb.cap >= 64 || tb.n < 9 {
		tb.set = int32(len(tb.e))
		return
	}
	var counts [64]uint8
	for i := 0; i < len(tb.e); i++ {
		if tb.e[i].key.ref == nil {
			continue
		}
		if tb.cap >= 64 {
			break
		}
		b := spread(tb.e[i].hashOf()) & (tb.cap - 1)
		counts[b]++
		if counts[b] > 8 && i >= int(tb.set) {
			size := int(tb.cap) * 2
			want := tableSizeFor(size + size>>1 + 1)
			k := i + 1
			for tb.cap-tb.cap>>2 < want {
				tb.transfer(k)
				k = int(tb.set)
			}
			tb.compacted()
			break
		}
	}
	tb.set = int32(len(tb.e))
}

// sorted returns the numbers of the live ones of the first k entries by bucket.
func (tb *table) sorted(k int) []int32 {
	n := tb.buckets()
	ord := make([]int32, 0, k)
	if k <= 32 {
		var bs [32]int32
		for i := 0; i < k; i++ {
			if tb.e[i].key.ref == nil {
				continue
			}
			b := spread(tb.e[i].hashOf()) & (n - 1)
			p := len(ord)
			ord = append(ord, int32(i))
			for p > 0 && bs[p-1] > b {
				ord[p], bs[p] = ord[p-1], bs[p-1]
				p--
			}
			ord[p], bs[p] = int32(i), b
		}
		return ord
	}
	counts := make([]int32, n+1)
	live := 0
	for i := 0; i < k; i++ {
		if tb.e[i].key.ref != nil {
			counts[spread(tb.e[i].hashOf())&(n-1)+1]++
			live++
		}
	}
	for i := int32(0); i < n; i++ {
		counts[i+1] += counts[i]
	}
	ord = ord[:live]
	for i := 0; i < k; i++ {
		if tb.e[i].key.ref != nil {
			b := spread(tb.e[i].hashOf()) & (n - 1)
			ord[counts[b]] = int32(i)
			counts[b]++
		}
	}
	return ord
}

// order returns the entries' numbers in iteration order, valid until the
// table changes.
func (tb *table) order() []int32 {
	if tb.ix != nil && tb.ix.ordered && tb.ix.orderGen == tb.gen {
		return tb.ix.order
	}
	tb.buckets()
	tb.checkChains()
	if tb.lnk {
		ord := make([]int32, 0, tb.n)
		for i := range tb.e {
			if tb.e[i].key.ref != nil {
				ord = append(ord, int32(i))
			}
		}
		if tb.ix == nil {
			tb.ix = &tableIndex{}
		}
		tb.ix.order, tb.ix.orderGen, tb.ix.ordered = ord, tb.gen, true
		return ord
	}
	if tb.ix == nil {
		tb.ix = &tableIndex{}
	}
	tb.ix.order, tb.ix.orderGen, tb.ix.ordered = tb.sorted(len(tb.e)), tb.gen, true
	return tb.ix.order
}

// remove removes entry i.
func (tb *table) remove(i int) {
	tb.n--
	tb.gen++
	if tb.ix == nil || tb.ix.slots == nil {
		copy(tb.e[i:], tb.e[i+1:])
		tb.e[len(tb.e)-1] = entry{}
		tb.e = tb.e[:len(tb.e)-1]
		if i < int(tb.set) {
			tb.set--
		}
		return
	}
	s := tb.ix.slots
	mask := uint32(len(s) - 1)
	for p := mix(tb.e[i].hash) & mask; ; p = (p + 1) & mask {
		if s[p] == int32(i+1) {
			s[p] = -1
			break
		}
	}
	tb.e[i] = entry{}
	if len(tb.e) > 32 && int(tb.n) < len(tb.e)/2 {
		tb.reindex()
	}
}

// removeFirst removes the first entry in iteration order. The order of the rest
// is kept, so that emptying a table this way does not sort it again and again.
func (tb *table) removeFirst() (e entry, ok bool) {
	ord := tb.order()
	if len(ord) == 0 {
		return entry{}, false
	}
	e = tb.e[ord[0]]
	size := len(tb.e)
	tb.remove(int(ord[0]))
	if len(tb.e) == size {
		tb.ix.order, tb.ix.orderGen = ord[1:], tb.gen
	}
	return e, true
}

// clear removes everything; Java keeps the number of buckets.
func (tb *table) clear() {
	tb.e, tb.ix, tb.n, tb.set = nil, nil, 0, 0
	tb.gen++
}

// presize grows the buckets as Java's putAll does before it inserts n entries.
func (tb *table) presize(n int) {
	want := tableSizeFor(n + n>>1 + 1)
	if tb.n == 0 && len(tb.e) == 0 && want > tb.buckets() {
		tb.cap = want
	}
	if tb.cap-tb.cap>>2 >= want {
		return
	}
	tb.checkChains()
	for tb.cap-tb.cap>>2 < want {
		tb.transfer(len(tb.e))
	}
	tb.gen++
	tb.compacted()
}

// copyFrom makes tb hold src's entries, inserted in src's order.
func (tb *table) copyFrom(src *table) {
	for _, i := range src.order() {
		e := src.e[i]
		tb.add(entry{key: e.key, val: e.val, hash: e.hash, hashed: e.hashed})
	}
}

// cursor walks a table that may change meanwhile, as Java's weakly consistent
// iterators do: the next entry is fetched ahead.
type cursor struct {
	tb   *table
	next entry
	more bool
	gen  uint32
	pos  int // of next in ord
	ord  []int32
	cap  int32
}

func newCursor(tb *table) cursor {
	c := cursor{tb: tb, ord: tb.order(), gen: tb.gen, cap: tb.buckets()}
	c.load(0)
	return c
}

func (c *cursor) load(pos int) {
	c.pos = pos
	c.more = pos < len(c.ord)
	if c.more {
		c.next = c.tb.e[c.ord[pos]]
	} else {
		c.next = entry{}
	}
}

func (c *cursor) advance() (entry, bool) {
	if !c.more {
		return entry{}, false
	}
	cur := c.next
	if c.gen == c.tb.gen {
		c.load(c.pos + 1)
		return cur, true
	}
	// The table has changed: go on behind the current entry.
	c.ord, c.gen = c.tb.order(), c.tb.gen
	base := spread(cur.hashOf()) & (c.cap - 1)
	at := -1
	for p, i := range c.ord {
		if Is(c.tb.e[i].key, cur.key) {
			at = p
			break
		}
	}
	if at >= 0 && c.tb.cap == c.cap {
		c.load(at + 1)
		return cur, true
	}
	c.more = false
	if at < 0 {
		for p, i := range c.ord {
			if spread(c.tb.e[i].hashOf())&(c.cap-1) > base {
				c.load(p)
				break
			}
		}
		return cur, true
	}
	// Resized: entries are still visited by their old bucket.
	best, bestB := -1, int32(1<<30)
	for p, i := range c.ord {
		b := spread(c.tb.e[i].hashOf()) & (c.cap - 1)
		full := spread(c.tb.e[i].hashOf()) & (c.tb.cap - 1)
		cf := spread(cur.hashOf()) & (c.tb.cap - 1)
		after := b > base || b == base && (full > cf || full == cf && p > at)
		if after && b < bestB {
			best, bestB = p, b
		}
	}
	if best >= 0 {
		c.load(best)
	}
	return cur, true
}

// Hashing of what needs no thread.

// textHash is java.lang.String.hashCode of a str's bytes or a unicode's UTF-16 units.
func textHash(s string, unicode bool) int32 {
	var h int32
	if !unicode || isASCII(s) {
		for i := 0; i < len(s); i++ {
			h = 31*h + int32(s[i])
		}
		return h
	}
	for _, u := range ToUTF16(s) {
		h = 31*h + int32(u)
	}
	return h
}

// scalarHash hashes texts and numbers.
func scalarHash(v Value) int32 {
	switch r := v.ref.(type) {
	case *strData:
		return textHash(v.Text(), false)
	case *uniData:
		return textHash(v.Text(), true)
	case *bigInt:
		return bigHash(&r.Int)
	case Kind:
		switch r {
		case KindInt, KindBool:
			return int32(v.num)
		case KindLong:
			return longHash(int64(v.num))
		case KindFloat:
			return floatHash(v.Float64())
		case KindNone:
			return 444127949
		}
		return int32(r)
	}
	return 0
}

func textEqual(a, b Value) bool {
	if a.isStr() == b.isStr() {
		return a.num == b.num && a.Text() == b.Text()
	}
	return a.num == b.num && a.Text() == b.Text() && isASCII(a.Text())
}
