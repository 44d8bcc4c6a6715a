package object

// The three-way comparison: __cmp__, __coerce__ and the order of what has none
// of its own.

import "strings"

// customCmp is the three-way comparison by __cmp__, coercion and default order.
func (t *Thread) customCmp(a, b Value) int {
	if c, ok := t.cmpOne(a, b); ok {
		return c
	}
	if _, old := a.ref.(*OldInstance); !old {
		if c, ok := t.cmpOne(b, a); ok {
			return -c
		}
	}
	if p, q, ok := t.coerced(a, b); ok {
		if c, ok := t.cmpOne(p, q); ok {
			return c
		}
	}
	return t.defaultCmp(a, b)
}

// cmpOne is what a's class knows of a three-way comparison with b.
func (t *Thread) cmpOne(a, b Value) (int, bool) {
	if o, ok := a.ref.(*OldInstance); ok {
		return t.oldCmp(o, b)
	}
	if isCustom(a) {
		if m, ok := a.Type().Lookup("__cmp__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				r := t.special(m, a, b)
				if r.is(KindNotImplemented) {
					return 0, false
				}
				return cmp64(int64(t.intResult(r)), 0), true
			}
		}
	}
	switch a.ref.(type) {
	case *List, *Tuple: // their rich comparisons have said what there is to say
		return 0, false
	}
	if sameFamily(a, b) {
		return t.coreCmp(a.Prim(), b.Prim()), true
	}
	return 0, false
}

// oldCmp compares an instance of an old-style class: __coerce__ is asked
// first, and what it answers is compared instead.
func (t *Thread) oldCmp(o *OldInstance, b Value) (int, bool) {
	p, q, ok := t.coerced(Obj(o), b)
	if !ok {
		p, q = Obj(o), b
	}
	x, old1 := p.ref.(*OldInstance)
	y, old2 := q.ref.(*OldInstance)
	if !old1 && !old2 {
		return t.Cmp(p, q), true
	}
	for _, side := range [...]struct {
		o     *OldInstance
		other Value
		sign  int
	}{{x, q, 1}, {y, p, -1}} {
		if side.o == nil {
			continue
		}
		if m, ok := side.o.lookup(t, "__cmp__"); ok {
			r := t.Call1(m, side.other)
			if !r.is(KindInt) && !r.is(KindBool) {
				t.Raise(TypeErrorType, "__cmp__() must return int")
			}
			return side.sign * cmp64(r.Int64(), 0), true
		}
	}
	return 0, false
}

// coerced asks __coerce__ of a, then of b, for two values to compare instead.
func (t *Thread) coerced(a, b Value) (p, q Value, ok bool) {
	if r := t.coerceTo(a, b); r != nil {
		return r[0], r[1], true
	}
	if r := t.coerceTo(b, a); r != nil {
		return r[1], r[0], true
	}
	return p, q, false
}

// coerceTo calls a's own __coerce__.
func (t *Thread) coerceTo(a, b Value) []Value {
	if !isCustom(a) {
		return nil
	}
	m, ok := t.lookupSpecial(a, "__coerce__")
	if n, native := m.ref.(*Native); !ok || native && n.isCore() {
		return nil
	}
	r := t.callFound(m, a, b)
	if tu, ok := r.ref.(*Tuple); ok && len(tu.Items) == 2 {
		return tu.Items
	}
	if _, old := a.ref.(*OldInstance); old && !r.IsNone() {
		t.Raise(TypeErrorType, "coercion should return None or 2-tuple")
	}
	return nil
}

// defaultCmp orders what has no order of its own: identical objects are equal,
// None is least, different types go by name, objects of one type by identity.
func (t *Thread) defaultCmp(a, b Value) int {
	if Is(a, b) {
		return 0
	}
	_, sa := a.ref.(*Set)
	_, sb := b.ref.(*Set)
	if sa || sb {
		t.Raise(TypeErrorType, "can only compare to a set")
	}
	if a.IsNone() {
		return -1
	}
	if b.IsNone() {
		return 1
	}
	ta, tb := a.Type(), b.Type()
	if ta != tb {
		na, nb := ta.shown(), tb.shown()
		if t.isNumberLike(a) {
			na = ""
		}
		if t.isNumberLike(b) {
			nb = ""
		}
		if c := strings.Compare(na, nb); c != 0 {
			return c
		}
		if c := strings.Compare(ta.shown(), tb.shown()); c != 0 {
			return c
		}
	}
	return cmp64(int64(t.ID(a)), int64(t.ID(b)))
}

// isNumberLike reports whether v counts as a number where types are ordered.
func (t *Thread) isNumberLike(v Value) bool {
	if numRank(v.Prim()) > 0 {
		return true
	}
	if !isCustom(v) {
		return false
	}
	_, ok := t.lookupSpecial(v, "__int__")
	return ok
}
