package object

// The functions of __builtin__.

import (
	"fmt"
	"math"
	"math/big"
	"sort"
	"strings"
)

func (x *XRange) repr() string {
	stop := x.Start + x.N*x.Step
	if x.Step == 1 {
		if x.Start == 0 {
			return fmt.Sprintf("xrange(%d)", stop)
		}
		return fmt.Sprintf("xrange(%d, %d)", x.Start, stop)
	}
	return fmt.Sprintf("xrange(%d, %d, %d)", x.Start, stop, x.Step)
}

// rangeArgs converts the arguments of range and xrange; n is how many numbers there are.
func (t *Thread) rangeArgs(name string, args []Value) (start, step, n int64, big3 []*big.Int) {
	if len(args) == 0 || len(args) > 3 {
		t.raiseCount(name, len(args), 1, 3, false)
	}
	vals := [3]*big.Int{big.NewInt(0), nil, big.NewInt(1)}
	at := []int{0, 1, 2}
	if len(args) == 1 {
		at = []int{1}
	}
	for i, a := range args {
		p := a.Prim()
		if r := numRank(p); r != 1 && r != 2 {
			if _, ok := t.lookupSpecial(a, "__int__"); name == "range" && r != 4 && (r == 3 || !isCustom(a) || !ok) {
				t.Raise(TypeErrorType, "range() integer "+[]string{"start", "end", "step"}[at[i]]+" argument expected, got "+a.Type().shown()+".")
			}
			if r >= 3 {
				p = t.coreInt(p)
			} else {
				p = Integer(t.ToInt64(a))
			}
		}
		vals[at[i]] = p.Big()
	}
	if vals[2].Sign() == 0 {
		if name == "range" {
			t.Raise(ValueErrorType, "range() step argument must not be zero")
		}
		t.Raise(ValueErrorType, "xrange() arg 3 must not be zero")
	}
	small := true
	for _, v := range vals {
		small = small && v.IsInt64() && abs64(v.Int64()) < 1<<60
	}
	if !small {
		if name == "xrange" {
			t.Raise(OverflowErrorType, "long int too large to convert to int")
		}
		return 0, 0, 0, vals[:]
	}
	start, stop, step := vals[0].Int64(), vals[1].Int64(), vals[2].Int64()
	if step > 0 && stop > start {
		n = (stop-start-1)/step + 1
	} else if step < 0 && stop < start {
		n = (start-stop-1)/-step + 1
	}
	return start, step, n, nil
}

func builtinRange(t *Thread, _ Value, args []Value) Value {
	start, step, n, huge := t.rangeArgs("range", args)
	if huge != nil {
		// Bounds beyond 60 bits: few numbers, or too many.
		d := new(big.Int).Sub(huge[1], huge[0])
		if d.Sign() != huge[2].Sign() {
			return Obj(NewList())
		}
		q := new(big.Int).Quo(new(big.Int).Add(d, new(big.Int).Sub(huge[2], big.NewInt(int64(huge[2].Sign())))), huge[2])
		if !q.IsInt64() || q.Int64() > math.MaxInt32 {
			t.Raise(OverflowErrorType, "range() result has too many items")
		}
		t.allocItems(2 * int(q.Int64()))
		l := NewList()
		for i := int64(0); i < q.Int64(); i++ {
			l.Items = append(l.Items, BigLong(new(big.Int).Add(huge[0], new(big.Int).Mul(big.NewInt(i), huge[2]))))
		}
		return Obj(l)
	}
	if n > math.MaxInt32 {
		t.Raise(OverflowErrorType, "range() result has too many items")
	}
	t.allocItems(int(n))
	out := make([]Value, n)
	for i := range out {
		out[i] = Integer(start + int64(i)*step)
	}
	return Obj(NewList(out...))
}

// Round is round(f, n): half away from zero.
func Round(f float64, n int) float64 {
	if f != f || math.IsInf(f, 0) || f == 0 {
		return f
	}
	// Digits below the last bit, or all of them: nothing to compute.
	_, exp := math.Frexp(f)
	switch digits := 3.3219 * float64(n); {
	case digits > float64(52-(exp-1)):
		return f
	case digits < -float64(exp-1+2):
		return math.Copysign(0, f)
	}
	// Exact decimal arithmetic, as Java's BigDecimal does it.
	r := new(big.Rat).SetFloat64(math.Abs(f))
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n, -n))), nil))
	if n < 0 {
		scale.Inv(scale)
	}
	r.Mul(r, scale)
	r.Add(r, big.NewRat(1, 2))
	q := new(big.Int).Quo(r.Num(), r.Denom())
	r.SetInt(q)
	r.Quo(r, scale)
	out, _ := r.Float64()
	if out == 0 {
		return 0 // a decimal zero has no sign
	}
	return math.Copysign(out, f)
}

func (t *Thread) callable(v Value) bool {
	if _, ok := v.ref.(Callable); ok {
		return true
	}
	_, ok := t.lookupSpecial(v, "__call__")
	return ok
}

func (t *Thread) needGlobals() *Dict {
	if t.Config.Globals == nil {
		return NewDict(0)
	}
	return t.Config.Globals(t)
}

func (t *Thread) locals() Value {
	if t.Config.Locals == nil {
		return Obj(t.needGlobals())
	}
	return t.Config.Locals(t)
}

func (t *Thread) eval(mode string, args []Value) Value {
	src := args[0]
	globals := t.needGlobals()
	locals := t.locals()
	if len(args) > 1 && !args[1].IsNone() {
		d, ok := args[1].ref.(*Dict)
		if !ok {
			t.Raise(TypeErrorType, "globals must be a mapping")
		}
		globals, locals = d, args[1]
	}
	if len(args) > 2 && !args[2].IsNone() {
		if _, ok := t.lookupSpecial(args[2], "__getitem__"); !ok {
			t.Raise(TypeErrorType, "locals must be a mapping")
		}
		locals = args[2]
	}
	if t.Config.Eval == nil || t.Config.Compile == nil {
		t.Raise(RuntimeErrorType, "eval is not available here")
	}
	if _, ok := src.ref.(*Code); !ok {
		if p := src.Prim(); p.isStr() || p.isUnicode() {
			text := strings.TrimLeft(p.Text(), " \t")
			if p.isUnicode() {
				p = Unicode(text)
			} else {
				p = Str(text)
			}
			src = t.Config.Compile(t, p, "<string>", mode, 0)
		} else {
			t.Raise(TypeErrorType, "eval: argument 1 must be string or code object")
		}
	}
	if !globals.hasText("__builtins__") {
		globals.SetText("__builtins__", Obj(t.Builtins))
	}
	return t.Config.Eval(t, src, globals, locals)
}

// Exec is the exec statement; globals and locals may be absent.
func (t *Thread) Exec(code, globals, locals Value) {
	if tu, ok := code.ref.(*Tuple); ok && globals.IsAbsent() && len(tu.Items) >= 2 && len(tu.Items) <= 3 {
		code = tu.Items[0]
		globals = tu.Items[1]
		if len(tu.Items) == 3 {
			locals = tu.Items[2]
		}
	}
	g := t.needGlobals()
	l := t.locals()
	if !globals.IsAbsent() && !globals.IsNone() {
		d, ok := globals.ref.(*Dict)
		if !ok {
			t.Raise(TypeErrorType, "exec: arg 2 must be a dictionary or None")
		}
		g, l = d, globals
	}
	if !locals.IsAbsent() && !locals.IsNone() {
		l = locals
	}
	if t.Config.Eval == nil || t.Config.Compile == nil {
		t.Raise(RuntimeErrorType, "exec is not available here")
	}
	if _, ok := code.ref.(*Code); !ok {
		p := code.Prim()
		if f, ok := code.ref.(*File); ok {
			t.fill(f, -1)
			p = Str(f.take(-1))
		}
		if !p.isStr() && !p.isUnicode() {
			t.Raise(TypeErrorType, "exec: argument 1 must be string, code or file object")
		}
		code = t.Config.Compile(t, p, "<string>", "exec", 0)
	}
	if !g.hasText("__builtins__") {
		g.SetText("__builtins__", Obj(t.Builtins))
	}
	t.Config.Eval(t, code, g, l)
}

// compileFlags are those that compile() knows: the futures and a few more.
const compileFlags = 0x10 | 0x200 | 0x400 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x10000 | 0x20000

var compileFn = NewNative(Def{Name: "compile", Params: "source filename mode flags dont_inherit", Min: 3, Fn: func(t *Thread, _ Value, a []Value) Value {
	if t.Config.Compile == nil {
		t.Raise(RuntimeErrorType, "compile is not available here")
	}
	mode := a[2].Text()
	if mode != "exec" && mode != "eval" && mode != "single" {
		t.Raise(ValueErrorType, "compile() arg 3 must be 'exec' or 'eval' or 'single'")
	}
	flags := 0
	if !a[3].IsAbsent() {
		if flags = int(t.ToInt64(a[3])); flags&^compileFlags != 0 {
			t.Raise(ValueErrorType, "compile(): unrecognised flags")
		}
	}
	if p := a[0].Prim(); p.IsText() && strings.IndexByte(p.Text(), 0) >= 0 {
		t.Raise(TypeErrorType, "compile() expected string without null bytes")
	} else if numRank(p) > 0 {
		t.Raise(TypeErrorType, "expected a readable buffer object")
	}
	return t.Config.Compile(t, a[0], a[1].Text(), mode, flags)
}})

var builtinDefs = []Def{
	{Name: "abs", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		if isCustom(a[0]) {
			if r, ok := t.callSpecial(a[0], "__abs__"); ok {
				return r
			}
		} else if r := t.coreAbs(a[0]); !r.IsAbsent() {
			return r
		}
		t.Raisef(TypeErrorType, "bad operand type for abs(): '%s'", a[0].Type().shown())
		return None
	}},
	{Name: "all", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		it := t.Iter(a[0])
		for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
			if !t.Truth(v) {
				return False
			}
		}
		return True
	}},
	{Name: "any", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		it := t.Iter(a[0])
		for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
			if t.Truth(v) {
				return True
			}
		}
		return False
	}},
	{Name: "apply", Min: 1, Max: 3, Fn: func(t *Thread, _ Value, a []Value) Value {
		var star, kw Value
		if len(a) > 1 {
			if star = a[1]; !t.isIterable(star) {
				t.Raisef(TypeErrorType, "'%s' object is not iterable", star.Type().shown())
			}
		}
		if len(a) > 2 {
			d, ok := a[2].ref.(*Dict)
			if !ok {
				t.Raise(TypeErrorType, "apply() 3rd argument must be a dictionary with string keys")
			}
			for _, k := range d.Keys() {
				if !k.IsText() {
					t.Raise(TypeErrorType, "keywords must be strings")
				}
			}
			kw = a[2]
		}
		return t.CallStar(a[0], nil, nil, star, kw)
	}},
	{Name: "bin", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		n, ok := t.integerOf(a[0])
		if !ok {
			t.Raisef(TypeErrorType, "'%s' object cannot be interpreted as an index", a[0].Type().shown())
		}
		s := n.Text(2)
		if s[0] == '-' {
			return Str("-0b" + s[1:])
		}
		return Str("0b" + s)
	}},
	{Name: "callable", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return Bool(t.callable(a[0])) }},
	{Name: "chr", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		if r := numRank(a[0].Prim()); r != 1 && (r != 2 || a[0].Prim().Kind() == KindBig || a[0].Prim().Int64() != int64(int32(a[0].Prim().Int64()))) {
			t.Raise(TypeErrorType, "chr(): 1st arg can't be coerced to int")
		}
		n := t.ToInt64(a[0])
		if n < 0 || n > 255 {
			t.Raise(ValueErrorType, "chr() arg not in range(256)")
		}
		return Str(string([]byte{byte(n)}))
	}},
	{Name: "cmp", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value {
		c := t.Cmp(a[0], a[1])
		return Int(cmp64(int64(c), 0))
	}},
	{Name: "coerce", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value {
		x, y := a[0].Prim(), a[1].Prim()
		if r, s, ok := t.coerceNumbers(x, y); ok {
			return Obj(NewTuple(r, s))
		}
		if isCustom(a[0]) {
			if r, ok := t.callSpecial(a[0], "__coerce__", a[1]); ok && !r.IsNone() && !r.is(KindNotImplemented) {
				return r
			}
		}
		if isCustom(a[1]) {
			if r, ok := t.callSpecial(a[1], "__coerce__", a[0]); ok {
				if tu, ok := r.ref.(*Tuple); ok && len(tu.Items) == 2 {
					return Obj(NewTuple(tu.Items[1], tu.Items[0]))
				}
			}
		}
		t.Raise(TypeErrorType, "number coercion failed")
		return None
	}},
	{Name: "compile", Raw: func(t *Thread, _ Value, args []Value, names []string) Value {
		if len(args) < 3 {
			t.raiseCount("compile", len(args), 3, 5, false)
		}
		return compileFn.Call(t, args, names)
	}},
	{Name: "delattr", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value {
		if !a[1].IsText() {
			t.Raise(TypeErrorType, "delattr(): attribute name must be string")
		}
		t.DelAttr(a[0], t.attrName(a[1]))
		return None
	}},
	{Name: "dir", Min: 0, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		var names []string
		if len(a) == 0 {
			keys, _ := t.mappingKeys(t.locals())
			for _, k := range keys {
				names = append(names, k.Text())
			}
			sort.Strings(names)
		} else {
			names = t.Dir(a[0])
		}
		l := NewList()
		for _, n := range names {
			l.Items = append(l.Items, Str(n))
		}
		return Obj(l)
	}},
	{Name: "divmod", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value { return t.Binary(OpDivmod, a[0], a[1]) }},
	{Name: "eval", Min: 1, Max: 3, Fn: func(t *Thread, _ Value, a []Value) Value { return t.eval("eval", a) }},
	{Name: "execfile", Min: 1, Max: 3, Fn: func(t *Thread, _ Value, a []Value) Value {
		f := t.open([]Value{a[0]}, nil)
		args := append([]Value{t.Method0(f, "read")}, a[1:]...)
		return t.eval("exec", args)
	}},
	{Name: "exit", Min: 0, Max: 1, Fn: quit},
	{Name: "quit", Min: 0, Max: 1, Fn: quit},
	{Name: "filter", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value {
		keep := func(v Value) bool {
			if a[0].IsNone() {
				return t.Truth(v)
			}
			return t.Truth(t.Call1(a[0], v))
		}
		p := a[1].Prim()
		if overrides(a[1], "__getitem__") && (p.IsText() || isTuple(p)) {
			return t.filterItems(a[1], p, keep)
		}
		if p.isStr() || p.isUnicode() {
			b := t.NewBuffer()
			t.eachOf(p, func(c Value) {
				if keep(c) {
					b.WriteString(c.Text())
				}
			})
			return txt{uni: p.isUnicode()}.value(b.String())
		}
		l := NewList()
		t.eachOf(a[1], func(v Value) {
			if keep(v) {
				t.Append(l, v)
			}
		})
		if _, ok := a[1].ref.(*Tuple); ok {
			return Obj(NewTuple(l.Items...))
		}
		return Obj(l)
	}},
	{Name: "format", Min: 1, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value {
		spec := Str("")
		if len(a) > 1 {
			spec = a[1]
		}
		if !spec.IsText() {
			t.Raise(TypeErrorType, "__format__ requires str or unicode")
		}
		return t.Format(a[0], spec)
	}},
	{Name: "getattr", Min: 2, Max: 3, Fn: func(t *Thread, _ Value, a []Value) Value {
		if !a[1].IsText() {
			t.Raisef(TypeErrorType, "getattr(): attribute name must be string")
		}
		name := t.attrName(a[1])
		if len(a) == 3 {
			if r, ok := t.TryAttr(a[0], name); ok {
				return r
			}
			return a[2]
		}
		return t.GetAttr(a[0], name)
	}},
	{Name: "globals", Fn: func(t *Thread, _ Value, _ []Value) Value { return Obj(t.needGlobals()) }},
	{Name: "hasattr", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) (r Value) {
		if !a[1].IsText() {
			t.Raisef(TypeErrorType, "hasattr(): attribute name must be string")
		}
		name := t.attrName(a[1])
		r = False
		if e := t.Try(func() {
			_, ok := t.LookupAttr(a[0], name)
			r = Bool(ok)
		}); e != nil {
			if !t.ExceptMatches(e, Obj(ExceptionType)) {
				panic(e)
			}
			return False
		}
		return r
	}},
	{Name: "hash", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return Int(t.Hash(a[0])) }},
	{Name: "hex", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return t.radix(a[0], "hex", hexText) }},
	{Name: "oct", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return t.radix(a[0], "oct", octText) }},
	{Name: "id", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return Int(t.ID(a[0])) }},
	{Name: "input", Min: 0, Max: 1, Fn: func(t *Thread, _ Value, _ []Value) Value {
		t.Raise(EOFErrorType, "input() has no console to read from")
		return None
	}},
	{Name: "raw_input", Min: 0, Max: 1, Fn: func(t *Thread, _ Value, _ []Value) Value {
		t.Raise(EOFErrorType, "raw_input() has no console to read from")
		return None
	}},
	{Name: "intern", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		if !a[0].isStr() {
			t.Raisef(TypeErrorType, "intern() argument 1 must be string, not %s", a[0].Type().shown())
		}
		return a[0]
	}},
	{Name: "isinstance", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value { return Bool(t.IsInstance(a[0], a[1])) }},
	{Name: "issubclass", Min: 2, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value { return Bool(t.IsSubclass(a[0], a[1])) }},
	{Name: "iter", Min: 1, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value {
		if len(a) == 1 {
			return t.Iter(a[0])
		}
		f, stop := a[0], a[1]
		if !t.callable(f) {
			t.Raise(TypeErrorType, "iter(v, w): v must be callable")
		}
		return NewIter(callIterType, func(t *Thread) (v Value, ok bool) {
			if e := t.TryOnly(StopIterationType, func() { v = t.Call0(f) }); e != nil {
				return Value{}, false
			}
			return v, !t.Equal(v, stop)
		})
	}},
	{Name: "len", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return Int(t.Len(a[0])) }},
	{Name: "locals", Fn: func(t *Thread, _ Value, _ []Value) Value { return t.locals() }},
	{Name: "map", Min: 0, Max: -1, Fn: func(t *Thread, _ Value, a []Value) Value {
		if len(a) < 2 {
			t.Raisef(TypeErrorType, "map() requires at least 2 arguments (%d) given", len(a))
		}
		f := a[0]
		l := NewList()
		if len(a) == 2 {
			it, ok := t.tryIter(a[1])
			if !ok {
				t.Raisef(TypeErrorType, "argument 1 to map() must support iteration")
			}
			for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
				t.Step(1)
				if !f.IsNone() {
					v = t.Call1(f, v)
				}
				t.Append(l, v)
			}
			return Obj(l)
		}
		t.zipper(append([]Value(nil), a[1:]...), true, func(row []Value) {
			if f.IsNone() {
				t.Append(l, Obj(NewTuple(row...)))
			} else {
				t.Append(l, t.Call(f, row, nil))
			}
		})
		return Obj(l)
	}},
	{Name: "max", Raw: func(t *Thread, _ Value, a []Value, names []string) Value { return t.minMax("max", GT, a, names) }},
	{Name: "min", Raw: func(t *Thread, _ Value, a []Value, names []string) Value { return t.minMax("min", LT, a, names) }},
	{Name: "next", Min: 1, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value {
		if !t.isIterator(a[0]) {
			t.Raisef(TypeErrorType, "'%s' object is not an iterator", a[0].Type().shown())
		}
		v, ok := t.Next(a[0])
		if ok {
			return v
		}
		if len(a) > 1 {
			return a[1]
		}
		t.Throw(Obj(NewException(StopIterationType, Str(""))))
		return None
	}},
	{Name: "open", Raw: func(t *Thread, _ Value, a []Value, names []string) Value { return t.open(a, names) }},
	{Name: "ord", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		p := a[0].Prim()
		switch x := p.ref.(type) {
		case *strData:
			if p.num == 1 {
				return Int(int(p.Text()[0]))
			}
			t.Raisef(TypeErrorType, "ord() expected a character, but string of length %d found", p.num)
		case *uniData:
			if r := toRunes(p.Text()); len(r) == 1 {
				return Int(int(r[0]))
			}
			t.Raisef(TypeErrorType, "ord() expected a character, but string of length %d found", runeLen(p.Text()))
		case *ByteArray:
			if len(x.B) == 1 {
				return Int(int(x.B[0]))
			}
			t.Raisef(TypeErrorType, "ord() expected a character, but string of length %d found", len(x.B))
		}
		t.Raisef(TypeErrorType, "ord() expected string of length 1, but %s found", a[0].Type().shown())
		return None
	}},
	{Name: "pow", Min: 2, Max: 3, Fn: func(t *Thread, _ Value, a []Value) Value {
		if len(a) == 2 || a[2].IsNone() {
			return t.Binary(OpPow, a[0], a[1])
		}
		if isCustom(a[0]) {
			if r, ok := t.callSpecial(a[0], "__pow__", a[1], a[2]); ok && !r.is(KindNotImplemented) {
				return r
			}
		}
		return t.powMod(a[0], a[1], a[2])
	}},
	{Name: "print", Raw: func(t *Thread, _ Value, args []Value, names []string) Value {
		pos := len(args) - len(names)
		sep, end := Str(" "), Str("\n")
		for _, v := range args { // a unicode makes what stands between unicode, too
			if v.Prim().isUnicode() {
				sep, end = Unicode(" "), Unicode("\n")
			}
		}
		var file Value
		for i, n := range names {
			v := args[pos+i]
			switch {
			case n == "sep" || n == "end":
				if v.IsNone() {
					break
				}
				if !v.IsText() {
					t.Raisef(TypeErrorType, "argument %d: expected string, %s found", map[string]int{"sep": 1, "end": 2}[n], v.Type().shown())
				}
				if n == "sep" {
					sep = v
				} else {
					end = v
				}
			case n == "file":
				file = v
			default:
				t.Raisef(TypeErrorType, "'%s' is an invalid keyword argument for this function", n)
			}
		}
		if file.IsAbsent() || file.IsNone() {
			file = t.Stdout
		}
		for i, v := range args[:pos] {
			if i > 0 {
				t.Method1(file, "write", sep)
			}
			t.Method1(file, "write", t.StrOrUnicode(v))
		}
		t.Method1(file, "write", end)
		return None
	}},
	{Name: "range", Min: 1, Max: 3, Fn: builtinRange},
	{Name: "reduce", Min: 2, Max: 3, Fn: func(t *Thread, _ Value, a []Value) Value {
		it, ok := t.tryIter(a[1])
		if !ok {
			t.Raise(TypeErrorType, "reduce() arg 2 must support iteration")
		}
		var acc Value
		if len(a) > 2 {
			acc = a[2]
		} else if acc, ok = t.Next(it); !ok {
			t.Raise(TypeErrorType, "reduce of empty sequence with no initial value")
		}
		for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
			t.Step(1)
			acc = t.Call2(a[0], acc, v)
		}
		return acc
	}},
	{Name: "reload", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		m, ok := a[0].ref.(*Module)
		if !ok {
			t.Raise(TypeErrorType, "reload() argument must be a module")
		}
		t.Modules.DeleteText(m.Name)
		return t.Import(m.Name)
	}},
	{Name: "repr", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return Str(t.Repr(a[0])) }},
	{Name: "reversed", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value { return t.reversed(a[0]) }},
	{Name: "round", Params: "number ndigits", Min: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		f := t.ToFloat(a[0])
		n := 0
		if !a[1].IsAbsent() {
			n = min(max(t.Index(a[1]), -1000), 1000)
		}
		return Float(Round(f, n))
	}},
	{Name: "setattr", Min: 3, Max: 3, Fn: func(t *Thread, _ Value, a []Value) Value {
		if !a[1].IsText() {
			t.Raise(TypeErrorType, "setattr(): attribute name must be string")
		}
		t.SetAttr(a[0], t.attrName(a[1]), a[2])
		return None
	}},
	{Name: "sorted", Params: "iterable cmp key reverse", Min: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		items := append([]Value(nil), t.Items(a[0])...)
		t.Sort(items, a[1], a[2], !a[3].IsAbsent() && t.Truth(a[3]))
		return Obj(NewList(items...))
	}},
	{Name: "sum", Min: 1, Max: 2, Fn: func(t *Thread, _ Value, a []Value) Value { return t.sum(a) }},
	{Name: "unichr", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		x := a[0].Prim()
		if numRank(x) >= 3 {
			x = t.coreInt(x)
		} else if x.Kind() == KindObject {
			x = a[0]
		}
		if x.Kind() == KindBig {
			t.Raise(OverflowErrorType, "long too big to convert")
		}
		n := t.ToInt64(x)
		if n < 0 || n > 0x10ffff {
			t.Raise(ValueErrorType, "unichr() arg not in range(0x110000)")
		}
		if n >= 0xd800 && n < 0xe000 {
			t.Raise(ValueErrorType, "unichr() arg is a lone surrogate in range (0xD800, 0xDFFF) (Jython UTF-16 encoding)")
		}
		return Unicode(string(appendRune(nil, rune(n))))
	}},
	{Name: "vars", Min: 0, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		if len(a) == 0 {
			return t.locals()
		}
		if d, ok := t.TryAttr(a[0], "__dict__"); ok {
			return d
		}
		t.Raise(TypeErrorType, "vars() argument must have __dict__ attribute")
		return None
	}},
	{Name: "zip", Min: 0, Max: -1, Fn: func(t *Thread, _ Value, a []Value) Value {
		l := NewList()
		if len(a) == 0 {
			return Obj(l)
		}
		t.zipper(append([]Value(nil), a...), false, func(row []Value) { t.Append(l, Obj(NewTuple(row...))) })
		return Obj(l)
	}},
	{Name: "__import__", Params: "name globals locals fromlist level", Min: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		if !a[0].IsText() {
			t.Raisef(TypeErrorType, "argument 1: expected string, %s found", a[0].Type().shown())
		}
		name := t.attrName(a[0])
		for _, part := range strings.Split(name, ".") {
			if part == "" {
				t.Raise(ValueErrorType, "Empty module name")
			}
		}
		m := t.Import(name)
		if a[3].IsAbsent() || !t.Truth(a[3]) {
			if i := strings.IndexByte(name, '.'); i >= 0 {
				return t.Import(name[:i])
			}
		}
		return m
	}},
}

func quit(t *Thread, _ Value, a []Value) Value {
	t.Throw(t.Call(Obj(SystemExitType), append([]Value(nil), a...), nil))
	return None
}

func (t *Thread) integerOf(v Value) (*big.Int, bool) {
	p := v.Prim()
	if r := numRank(p); r == 1 || r == 2 {
		return p.Big(), true
	}
	if isCustom(v) {
		if r, ok := t.callSpecial(v, "__index__"); ok {
			if k := numRank(r.Prim()); k != 1 && k != 2 {
				t.Raisef(TypeErrorType, "__index__ returned non-(int,long) (type %s)", r.Type().shown())
			}
			return r.Prim().Big(), true
		}
	}
	return nil, false
}

func (t *Thread) radix(v Value, name string, f func(*Thread, Value) string) Value {
	if o, ok := v.ref.(*OldInstance); ok {
		r := t.Call0(t.GetAttr(Obj(o), "__"+name+"__"))
		if !r.Prim().IsText() {
			t.Raisef(TypeErrorType, "__%s__() should return a string", name)
		}
		return r
	}
	if isCustom(v) {
		if r, ok := t.callSpecial(v, "__"+name+"__"); ok {
			if !r.Prim().IsText() {
				t.Raisef(TypeErrorType, "__%s__ returned non-string (type %s)", name, r.Type().shown())
			}
			return r
		}
	} else if r := numRank(v); r == 1 || r == 2 {
		return Str(f(t, v))
	}
	t.Raisef(TypeErrorType, "%s() argument can't be converted to %s", name, name)
	return None
}

var builtinsTemplate *Dict

func init() {
	XRangeType.New = func(t *Thread, _ *Type, args []Value, _ []string) Value {
		start, step, n, _ := t.rangeArgs("xrange", args)
		if n > math.MaxInt32 || start != int64(int32(start)) || step != int64(int32(step)) {
			t.Raise(OverflowErrorType, "long int too large to convert to int")
		}
		return Obj(&XRange{Header: Header{cls: XRangeType}, Start: start, Step: step, N: n})
	}
	EnumerateType.New = enumerateNew
	d := &Dict{Header: Header{cls: DictType}}
	for i := range builtinDefs {
		d.SetText(builtinDefs[i].Name, Obj(NewNative(builtinDefs[i])))
	}
	for _, ty := range []*Type{ObjectType, TypeType, IntType, BoolType, LongType, FloatType, ComplexType, BaseStringType, StrType,
		UnicodeType, ByteArrayType, ListType, TupleType, DictType, SetType, FrozenSetType, XRangeType, SliceType, FileType, SuperType,
		PropertyType, StaticMethodType, ClassMethodType, EnumerateType} {
		d.SetText(ty.Name, Obj(ty))
	}
	d.SetText("bytes", Obj(StrType))
	for _, ty := range exceptionTypes {
		d.SetText(ty.Name, Obj(ty))
	}
	d.SetText("None", None)
	d.SetText("True", True)
	d.SetText("False", False)
	d.SetText("NotImplemented", NotImplemented)
	d.SetText("Ellipsis", Ellipsis)
	d.SetText("__debug__", True)
	d.SetText("__name__", Str("__builtin__"))
	d.SetText("__doc__", None)
	builtinsTemplate = d
}

// newBuiltinsModule returns a module whose dict starts as a copy of the template.
func newBuiltinsModule() *Module {
	d := &Dict{Header: Header{cls: DictType}}
	d.table = builtinsTemplate.table
	d.e = append(make([]entry, 0, len(d.e)+4), d.e...)
	slots := append([]int32(nil), d.ix.slots...)
	d.ix = &tableIndex{slots: slots, used: d.ix.used}
	return &Module{Header: Header{cls: ModuleType}, Name: "__builtin__", Dict: d}
}

// Builtin returns a name of __builtin__ as every interpreter starts with it, for back ends that resolve
// names at compile time.
func Builtin(name string) (Value, bool) { return builtinsTemplate.GetText(name) }
