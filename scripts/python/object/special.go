package object

// The special methods of the core types, as attributes: what `list.__len__`,
// super().__getitem__ and a subclass that overrides some of them find. They
// all lead to the same Go code the operators use.

import "strings"

func initSpecial() {
	for ty, names := range map[*Type]string{
		IntType:        "repr str hash cmp nonzero int long float index hex oct abs neg pos invert coerce trunc getnewargs format NUM BITS",
		LongType:       "repr str hash cmp nonzero int long float index hex oct abs neg pos invert coerce trunc getnewargs format NUM BITS",
		FloatType:      "repr str hash cmp nonzero int long float abs neg pos format coerce trunc getnewargs NUM",
		ComplexType:    "repr str hash eq ne lt le gt ge nonzero int long float abs neg pos format coerce getnewargs NUM",
		BoolType:       "repr str",
		StrType:        "repr str hash cmp eq ne lt le gt ge len getitem getslice contains add mul rmul mod getnewargs",
		UnicodeType:    "repr str hash cmp eq ne lt le gt ge len getitem getslice contains add mul rmul mod getnewargs",
		ByteArrayType:  "repr str eq ne lt le gt ge len getitem setitem delitem contains add mul rmul iadd imul",
		ListType:       "repr eq ne lt le gt ge len getitem setitem delitem getslice setslice delslice contains iter add radd mul rmul iadd imul reversed",
		TupleType:      "repr hash eq ne lt le gt ge len getitem getslice contains iter add mul rmul getnewargs",
		DictType:       "repr cmp eq ne lt le gt ge len getitem setitem delitem contains iter",
		DictProxyType:  "repr str cmp eq ne len getitem contains iter",
		SetType:        "repr cmp eq ne lt le gt ge len contains iter and or sub xor iand ior isub ixor",
		FrozenSetType:  "repr hash cmp eq ne lt le gt ge len contains iter and or sub xor",
		XRangeType:     "repr len getitem iter reversed",
		SliceType:      "repr cmp",
		dictKeysType:   "repr eq ne lt le gt ge len contains iter and or sub xor",
		dictItemsType:  "repr eq ne lt le gt ge len contains iter and or sub xor",
		dictValuesType: "repr len iter",
		FunctionType:   "repr call get",
		MethodType:     "repr hash cmp call get",
		GeneratorType:  "iter", IteratorType: "iter", listIterType: "iter", tupleIterType: "iter", rangeIterType: "iter", sequenceIterType: "iter",
		keysIterType: "iter", valuesIterType: "iter", itemsIterType: "iter", setIterType: "iter", callIterType: "iter", reversedIterType: "iter", EnumerateType: "iter", FileType: "iter",
		BaseExceptionType: "repr str", TypeType: "repr call", ThrowableType: "repr str",
		ClassType: "repr call", BuiltinFunctionType: "repr call", MethodDescriptorType: "repr call get",
	} {
		names = strings.ReplaceAll(names, "NUM", "add sub mul div floordiv truediv mod divmod pow radd rsub rmul rdiv rfloordiv rtruediv rmod rdivmod rpow")
		names = strings.ReplaceAll(names, "BITS", "and or xor lshift rshift rand ror rxor rlshift rrshift")
		for _, n := range strings.Fields(names) {
			ty.AddMethods(specialDef("__" + n + "__"))
		}
	}
	for _, ty := range []*Type{keysIterType, valuesIterType, itemsIterType, setIterType, IteratorType, listIterType, tupleIterType, rangeIterType, sequenceIterType, callIterType,
		reversedIterType, EnumerateType, GeneratorType, FileType} {
		ty.AddMethods(Def{Name: "next", Fn: func(t *Thread, v Value, _ []Value) Value {
			r, ok := t.Next(v)
			if !ok {
				t.Throw(Obj(NewException(StopIterationType, Str(""))))
			}
			return r
		}})
	}
	for _, ty := range []*Type{ListType, DictType, SetType, ByteArrayType, SliceType} {
		ty.AddConst("__hash__", None)
	}
	for _, ty := range coreTypes {
		if ty.New != nil {
			ty.addNew()
		}
		if ty.Init != nil {
			ty.addInit()
		}
	}
}

// addNew makes the allocator visible as __new__.
func (ty *Type) addNew() {
	n := NewNative(Def{Name: "__new__", Raw: func(t *Thread, _ Value, args []Value, names []string) Value {
		if len(args)-len(names) == 0 {
			t.Raisef(TypeErrorType, "%s.__new__(): not enough arguments", ty.Name)
		}
		cls, ok := args[0].ref.(*Type)
		if !ok {
			t.Raisef(TypeErrorType, "%s.__new__(X): X is not a type object (%s)", ty.Name, args[0].Type().shown())
		}
		if !cls.isSubtype(ty) {
			t.Raisef(TypeErrorType, "%s.__new__(%s): %s is not a subtype of %s", ty.Name, cls.Name, cls.Name, ty.Name)
		}
		if s := cls.solidBase(); s != ty.solidBase() && !cls.heap {
			t.Raisef(TypeErrorType, "%s.__new__(%s) is not safe, use %s.__new__()", ty.Name, cls.Name, cls.Name)
		}
		return ty.newFunc()(t, cls, args[1:], names)
	}})
	n.Owner = ty
	n.isNew = true
	ty.Dict.SetText("__new__", Obj(n))
}

func (ty *Type) addInit() {
	ty.AddMethods(Def{Name: "__init__", Raw: func(t *Thread, self Value, args []Value, names []string) Value {
		ty.Init(t, self, args, names)
		return None
	}})
}

func specialDef(name string) Def {
	d := Def{Name: name}
	for i := range opForward {
		op := Op(i)
		switch name {
		case opForward[i], opReflected[i]:
			reflected := name == opReflected[i]
			d.Min, d.Max = 1, 1
			if op == OpPow {
				d.Max = 2
			}
			d.Fn = func(t *Thread, v Value, a []Value) Value {
				if len(a) == 2 && !a[1].IsNone() {
					return t.powMod(v, a[0], a[1])
				}
				x, y := v.Prim(), a[0].Prim()
				if numRank(y) > numRank(x) && numRank(x) > 0 {
					return NotImplemented
				}
				if _, old := y.ref.(*OldInstance); old && op != OpMod && !(op == OpMul && isSequenceObj(x)) {
					return NotImplemented
				}
				if op == OpMul && numRank(x) > 0 && isSequenceObj(y) || reflected && op == OpMod && y.IsText() {
					return NotImplemented
				}
				if reflected {
					x, y = y, x
				}
				if r, ok := t.coreBinary(op, x, y); ok {
					return r
				}
				return NotImplemented
			}
			return d
		case opInPlace[i]:
			d.Min, d.Max = 1, 1
			d.Fn = func(t *Thread, v Value, a []Value) Value {
				if r, ok := t.coreInPlace(op, v, a[0]); ok {
					return r
				}
				return NotImplemented
			}
			return d
		}
	}
	for i, n := range cmpNames {
		if name == n {
			op := CmpOp(i)
			d.Min, d.Max = 1, 1
			d.Fn = func(t *Thread, v Value, a []Value) Value {
				if v.Prim().isStr() && a[0].Prim().isUnicode() {
					return NotImplemented
				}
				if !sameFamily(v, a[0]) {
					if _, ok := v.ref.(*DictView); !ok {
						if _, set := v.ref.(*Set); set {
							if op != EQ && op != NE {
								t.Raise(TypeErrorType, "can only compare to a set")
							}
							return Bool(op == NE)
						}
						return NotImplemented
					}
				}
				return Bool(t.coreCompare(op, v, a[0]))
			}
			return d
		}
	}
	one := func(f func(t *Thread, v, a Value) Value) {
		d.Min, d.Max = 1, 1
		d.Fn = func(t *Thread, v Value, a []Value) Value { return f(t, v, a[0]) }
	}
	none := func(f func(t *Thread, v Value) Value) {
		d.Fn = func(t *Thread, v Value, _ []Value) Value { return f(t, v) }
	}
	switch name {
	case "__repr__":
		none(func(t *Thread, v Value) Value { return Str(t.coreRepr(v)) })
	case "__str__":
		none(func(t *Thread, v Value) Value {
			if !isCustom(v) {
				return Str(t.Str(v))
			}
			return Str(t.coreStr(v))
		})
	case "__hash__":
		none(func(t *Thread, v Value) Value {
			if isCustom(v) {
				return Int(t.coreHash(v))
			}
			return Int(t.Hash(v))
		})
	case "__cmp__":
		one(func(t *Thread, v, a Value) Value {
			if _, ok := v.ref.(*Set); ok {
				t.Raise(TypeErrorType, "cannot compare sets using cmp()")
			}
			if !sameFamily(v, a) {
				t.Raisef(TypeErrorType, "%s.__cmp__(x,y) requires y to be '%s', not a '%s'", v.Type().shown(), v.Type().shown(), a.Type().shown())
			}
			return Int(t.coreCmp(v.Prim(), a.Prim()))
		})
	case "__len__":
		none(func(_ *Thread, v Value) Value { n, _ := coreLen(v); return Int(n) })
	case "__nonzero__":
		none(func(_ *Thread, v Value) Value {
			if p := v.Prim(); p.ref != v.ref {
				return Bool(coreTruth(v))
			}
			return Bool(coreTruth(Obj(&Boxed{Prim: v})))
		})
	case "__getitem__":
		one(func(t *Thread, v, a Value) Value { return t.coreGetItem(v, a) })
	case "__setitem__":
		d.Min, d.Max = 2, 2
		d.Fn = func(t *Thread, v Value, a []Value) Value { t.coreSetItem(v, a[0], a[1]); return None }
	case "__delitem__":
		one(func(t *Thread, v, a Value) Value { t.coreDelItem(v, a); return None })
	case "__getslice__":
		d.Min, d.Max = 2, 3
		d.Fn = func(t *Thread, v Value, a []Value) Value {
			step := None
			if len(a) > 2 {
				step = a[2]
			}
			return t.coreGetItem(v, Obj(NewSlice(a[0], a[1], step)))
		}
	case "__setslice__":
		d.Min, d.Max = 3, 4
		d.Fn = func(t *Thread, v Value, a []Value) Value {
			step, x := None, a[2]
			if len(a) > 3 {
				step, x = a[2], a[3]
			}
			t.coreSetItem(v, Obj(NewSlice(a[0], a[1], step)), x)
			return None
		}
	case "__delslice__":
		d.Min, d.Max = 2, 2
		d.Fn = func(t *Thread, v Value, a []Value) Value {
			t.coreDelItem(v, Obj(NewSlice(a[0], a[1], None)))
			return None
		}
	case "__contains__":
		one(func(t *Thread, v, a Value) Value { return Bool(t.coreContains(v, a)) })
	case "__iter__":
		none(func(t *Thread, v Value) Value { it, _ := t.coreIter(v); return it })
	case "__reversed__":
		none(func(t *Thread, v Value) Value { return t.reversed(v) })
	case "__int__":
		none(func(t *Thread, v Value) Value { return t.coreInt(v) })
	case "__long__":
		none(func(t *Thread, v Value) Value { return t.coreLong(v) })
	case "__trunc__":
		none(func(t *Thread, v Value) Value { return t.coreInt(v) })
	case "__float__":
		none(func(t *Thread, v Value) Value { return Float(t.ToFloat(v.Prim())) })
	case "__index__":
		none(func(_ *Thread, v Value) Value { return v.Prim() })
	case "__hex__":
		none(func(t *Thread, v Value) Value { return Str(hexText(t, v.Prim())) })
	case "__oct__":
		none(func(t *Thread, v Value) Value { return Str(octText(t, v.Prim())) })
	case "__abs__":
		none(func(t *Thread, v Value) Value { return t.coreAbs(v) })
	case "__neg__", "__pos__", "__invert__":
		op := UnaryOp(indexOf(unaryNames[:], name))
		none(func(t *Thread, v Value) Value { r, _ := t.coreUnary(op, v); return r })
	case "__coerce__":
		one(func(t *Thread, v, a Value) Value {
			if x, y, ok := t.coerceNumbers(v.Prim(), a.Prim()); ok && numRank(a.Prim()) <= numRank(v.Prim()) {
				return Obj(NewTuple(x, y))
			}
			return NotImplemented
		})
	case "__getnewargs__":
		none(func(_ *Thread, v Value) Value { return Obj(NewTuple(v.Prim())) })
	case "__format__":
		one(func(t *Thread, v, a Value) Value {
			if !a.IsText() {
				t.Raise(TypeErrorType, "__format__ requires str or unicode")
			}
			return t.coreFormat(v, a)
		})
	case "__call__":
		d.Raw = func(t *Thread, v Value, args []Value, names []string) Value {
			if ty, ok := v.ref.(*Type); ok {
				return ty.instantiate(t, args, names)
			}
			return t.Call(v, args, names)
		}
	case "__get__":
		d.Min, d.Max = 1, 2
		d.Fn = func(t *Thread, v Value, a []Value) Value {
			owner := Obj(a[0].Type())
			if len(a) > 1 {
				owner = a[1]
			}
			if a[0].IsNone() {
				return t.bind(v, Value{}, owner)
			}
			return t.bind(v, a[0], owner)
		}
	}
	return d
}
