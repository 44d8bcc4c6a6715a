package library

// Module csv. Readers take any iterable of lines, writers anything with a write method.

import (
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

const (
	quoteMinimal = iota
	quoteAll
	quoteNonnumeric
	quoteNone
)

// csvDialect is a dialect that has been checked. A character that is not set is -1.
type csvDialect struct {
	py.Header
	delimiter, quote, escape rune
	terminator               string
	quoting                  int
	double, skip, strict     bool
}

var csvError = sync.OnceValue(func() *py.Type { return newExc("_csv", "Error", py.ExceptionType) })

var csvParams = []string{"delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"}

var csvDialectType func() *py.Type

func init() { csvDialectType = sync.OnceValue(newCSVDialectType) }

func newCSVDialectType() *py.Type {
	char := func(name string, get func(*csvDialect) rune) py.Attr {
		return attr(name, func(_ *thread, d *csvDialect) value {
			if get(d) < 0 {
				return py.None
			}
			return py.Str(string(get(d)))
		})
	}
	return py.NewType(py.TypeDef{Module: "_csv", Name: "Dialect",
		New: func(t *thread, _ *py.Type, args []value, names []string) value {
			return py.Obj(csvDialectOf(t, args, names))
		},
		Init: func(*thread, value, []value, []string) {},
		Attrs: []py.Attr{
			char("delimiter", func(d *csvDialect) rune { return d.delimiter }),
			char("quotechar", func(d *csvDialect) rune { return d.quote }),
			char("escapechar", func(d *csvDialect) rune { return d.escape }),
			attr("lineterminator", func(_ *thread, d *csvDialect) value { return py.Str(d.terminator) }),
			attr("quoting", func(_ *thread, d *csvDialect) value { return py.Int(d.quoting) }),
			attr("doublequote", func(_ *thread, d *csvDialect) value { return py.Bool(d.double) }),
			attr("skipinitialspace", func(_ *thread, d *csvDialect) value { return py.Bool(d.skip) }),
			attr("strict", func(_ *thread, d *csvDialect) value { return py.Bool(d.strict) }),
		}})
}

// csvDialectOf makes a dialect of an optional name, class or instance and of keywords.
func csvDialectOf(t *thread, args []value, names []string) *csvDialect {
	pos := len(args) - len(names)
	base := at(args[:pos], 0)
	kw := map[string]value{}
	for i, n := range names {
		switch {
		case n == "dialect":
			base = args[pos+i]
		case fieldIndex(csvParams, n) < 0:
			t.Raisef(py.TypeErrorType, "'%s' is an invalid keyword argument for this function", n)
		default:
			kw[n] = args[pos+i]
		}
	}
	if given(base) && base.IsText() {
		v, ok := csvRegistry(t).Get(t, base)
		if !ok {
			t.Raise(csvError(), "unknown dialect")
		}
		base = v
	}
	if d, ok := base.Object().(*csvDialect); ok && len(kw) == 0 {
		return d
	}
	param := func(name string) value {
		if v, ok := kw[name]; ok {
			return v
		}
		if given(base) {
			if v, ok := t.LookupAttr(base, name); ok {
				return v
			}
		}
		return value{}
	}
	char := func(name string, def rune) rune {
		v := param(name)
		if v.IsAbsent() {
			return def
		}
		if v.IsNone() || v.IsText() && v.Text() == "" {
			return -1
		}
		if !v.IsText() || len(runesOf(v)) != 1 {
			t.Raisef(py.TypeErrorType, "\"%s\" must be a 1-character string", name)
		}
		return runesOf(v)[0]
	}
	d := &csvDialect{Header: py.NewHeader(csvDialectType()), delimiter: char("delimiter", ','), quote: char("quotechar", '"'), escape: char("escapechar", -1),
		terminator: "\r\n", double: truth(t, param("doublequote"), true), skip: truth(t, param("skipinitialspace"), false), strict: truth(t, param("strict"), false)}
	quoting := param("quoting")
	if !quoting.IsAbsent() {
		if !isInt(quoting) || intArg(t, quoting, 0) < quoteMinimal || intArg(t, quoting, 0) > quoteNone {
			t.Raise(py.TypeErrorType, "bad \"quoting\" value")
		}
		d.quoting = intArg(t, quoting, 0)
	}
	if v := param("quotechar"); v.IsNone() && !v.IsAbsent() && quoting.IsAbsent() {
		d.quoting = quoteNone
	}
	if v := param("lineterminator"); !v.IsAbsent() {
		if !v.IsText() {
			t.Raise(py.TypeErrorType, "\"lineterminator\" must be a string")
		}
		d.terminator = string(runesOf(v))
	}
	if d.delimiter < 0 {
		t.Raise(py.TypeErrorType, "delimiter must be set")
	}
	if d.quoting != quoteNone && d.quote < 0 {
		t.Raise(py.TypeErrorType, "quotechar must be set if quoting enabled")
	}
	return d
}

const csvRegistryKey = "_dialects"

// csvRegistry returns the registered dialects, which the module of the interpreter holds.
func csvRegistry(t *thread) *py.Dict {
	v, _ := t.LookupAttr(t.Import("csv"), csvRegistryKey)
	if d, ok := v.Object().(*py.Dict); ok {
		return d
	}
	return py.NewDict(0)
}

// csvReader is a csv.reader.
type csvReader struct {
	py.Header
	d     *csvDialect
	lines value
	line  int
	limit func(t *thread) int
}

type csvState uint8

const (
	csvStartRecord csvState = iota
	csvStartField
	csvEscaped
	csvInField
	csvInQuoted
	csvEscapedInQuoted
	csvQuoteInQuoted
	csvEatNewline
)

// next returns the next record, which may take several lines.
func (r *csvReader) next(t *thread) (value, bool) {
	d := r.d
	fields := py.NewList()
	var field []rune
	numeric := false
	state := csvStartRecord
	save := func() {
		v := textOf(py.Str(""), field)
		if numeric {
			v = t.Call1(py.Obj(py.FloatType), v)
		}
		field, numeric = field[:0], false
		t.Append(fields, v)
	}
	add := func(c rune) {
		if len(field) >= r.limit(t) {
			t.Raisef(csvError(), "field larger than field limit (%d)", r.limit(t))
		}
		field = append(field, c)
	}
	var process func(c rune) // 0 is the end of a line
	process = func(c rune) {
		switch state {
		case csvStartRecord:
			switch c {
			case 0:
				return
			case '\n', '\r':
				state = csvEatNewline
				return
			}
			state = csvStartField
			process(c)
		case csvStartField:
			switch {
			case c == '\n' || c == '\r' || c == 0:
				save()
				state = csvStartRecord
				if c != 0 {
					state = csvEatNewline
				}
			case c == d.quote && d.quoting != quoteNone:
				state = csvInQuoted
			case c == d.escape:
				state = csvEscaped
			case c == ' ' && d.skip:
			case c == d.delimiter:
				save()
			default:
				numeric = d.quoting == quoteNonnumeric
				add(c)
				state = csvInField
			}
		case csvEscaped:
			if c == 0 {
				c = '\n'
			}
			add(c)
			state = csvInField
		case csvInField:
			switch {
			case c == '\n' || c == '\r' || c == 0:
				save()
				state = csvStartRecord
				if c != 0 {
					state = csvEatNewline
				}
			case c == d.escape:
				state = csvEscaped
			case c == d.delimiter:
				save()
				state = csvStartField
			default:
				add(c)
			}
		case csvInQuoted:
			switch {
			case c == 0:
			case c == d.escape:
				state = csvEscapedInQuoted
			case c == d.quote && d.quoting != quoteNone:
				state = csvInField
				if d.double {
					state = csvQuoteInQuoted
				}
			default:
				add(c)
			}
		case csvEscapedInQuoted:
			if c == 0 {
				c = '\n'
			}
			add(c)
			state = csvInQuoted
		case csvQuoteInQuoted:
			switch {
			case d.quoting != quoteNone && c == d.quote:
				add(c)
				state = csvInQuoted
			case c == d.delimiter:
				save()
				state = csvStartField
			case c == '\n' || c == '\r' || c == 0:
				save()
				state = csvStartRecord
				if c != 0 {
					state = csvEatNewline
				}
			case !d.strict:
				add(c)
				state = csvInField
			default:
				t.Raisef(csvError(), "'%c' expected after '%c'", d.delimiter, d.quote)
			}
		case csvEatNewline:
			switch c {
			case '\n', '\r':
			case 0:
				state = csvStartRecord
			default:
				t.Raise(csvError(), "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
			}
		}
	}
	for {
		line, ok := t.Next(r.lines)
		if !ok {
			if len(field) != 0 || state == csvInQuoted {
				if d.strict {
					t.Raise(csvError(), "unexpected end of data")
				}
				save()
				return py.Obj(fields), true
			}
			return value{}, false
		}
		r.line++
		if !line.IsText() {
			line = py.Str(t.Str(line))
		}
		if isUnicode(line) && !isLatin1(line) {
			line = py.Str(t.Encode(line.Text(), "latin-1", "strict"))
		}
		chars := runesOf(line)
		t.Step(1 + len(chars)/16)
		t.Alloc(4 * len(chars))
		for _, c := range chars {
			if c == 0 {
				t.Raise(csvError(), "line contains NULL byte")
			}
			process(c)
		}
		process(0)
		if state == csvStartRecord {
			return py.Obj(fields), true
		}
	}
}

// isLatin1 reports whether the characters of a unicode are what a str can hold.
func isLatin1(v value) bool {
	for _, c := range v.Text() {
		if c > 0xff {
			return false
		}
	}
	return true
}

var csvReaderType = sync.OnceValue(func() *py.Type {
	return py.NewType(py.TypeDef{Module: "_csv", Name: "reader", NoNew: true,
		Methods: []py.Def{
			method("__iter__", 0, 0, func(_ *thread, r *csvReader, _ []value) value { return py.Obj(r) }),
			method("next", 0, 0, func(t *thread, r *csvReader, _ []value) value {
				v, ok := r.next(t)
				if !ok {
					t.Throw(py.Obj(py.NewException(py.StopIterationType)))
				}
				return v
			}),
		},
		Attrs: []py.Attr{
			attr("dialect", func(_ *thread, r *csvReader) value { return py.Obj(r.d) }),
			attr("line_num", func(_ *thread, r *csvReader) value { return py.Int(r.line) }),
		}})
})

// csvWriter is a csv.writer.
type csvWriter struct {
	py.Header
	d     *csvDialect
	write value
}

func (w *csvWriter) row(t *thread, row value) value {
	d := w.d
	var items []value
	if r := t.TryOnly(py.TypeErrorType, func() { items = t.Items(row) }); r != nil {
		t.Raise(csvError(), "sequence expected")
	}
	var b []rune
	for i, v := range items {
		t.Step(1)
		var text []rune
		quoted := d.quoting == quoteAll
		switch {
		case v.IsNone():
		case isFloat(v):
			text = []rune(t.Repr(v))
		default:
			text = runesOf(py.Str(t.Str(v)))
		}
		if d.quoting == quoteNonnumeric && !isInt(v) && !isFloat(v) {
			quoted = true
		}
		if i > 0 {
			b = append(b, d.delimiter)
		}
		body := make([]rune, 0, len(text)+2)
		for _, c := range text {
			if c == d.delimiter || c == d.escape || c == d.quote || strings.ContainsRune(d.terminator, c) {
				escape := d.quoting == quoteNone
				switch {
				case escape:
				case c == d.quote:
					if d.double {
						body = append(body, d.quote)
					} else {
						escape = true
					}
				}
				if !escape {
					quoted = true
				} else {
					if d.escape < 0 {
						t.Raise(csvError(), "need to escape, but no escapechar set")
					}
					body = append(body, d.escape)
				}
			}
			body = append(body, c)
		}
		if len(items) == 1 && len(text) == 0 {
			if d.quoting == quoteNone {
				t.Raise(csvError(), "single empty field record must be quoted")
			}
			quoted = true
		}
		if quoted {
			b = append(append(append(b, d.quote), body...), d.quote)
		} else {
			b = append(b, body...)
		}
		t.Alloc(4 * (len(body) + 3))
	}
	b = append(b, []rune(d.terminator)...)
	return t.Call1(w.write, textOf(py.Str(""), b))
}

var csvWriterType = sync.OnceValue(func() *py.Type {
	return py.NewType(py.TypeDef{Module: "_csv", Name: "writer", NoNew: true,
		Methods: []py.Def{
			method("writerow", 1, 1, func(t *thread, w *csvWriter, a []value) value { return w.row(t, a[0]) }),
			method("writerows", 1, 1, func(t *thread, w *csvWriter, a []value) value {
				iterate(t, a[0], func(row value) { w.row(t, row) })
				return py.None
			}),
		},
		Attrs: []py.Attr{attr("dialect", func(_ *thread, w *csvWriter) value { return py.Obj(w.d) })}})
})

// csvPlainDialects are csv.Dialect and the dialects that come with the module.
var csvPlainDialects = sync.OnceValue(func() [3]*py.Type {
	define := func(name string, base *py.Type, consts ...any) *py.Type {
		ty := py.NewType(py.TypeDef{Module: "csv", Name: name, Base: base})
		for i := 0; i < len(consts); i += 2 {
			ty.AddConst(consts[i].(string), consts[i+1].(value))
		}
		return ty
	}
	dialect := define("Dialect", nil, "delimiter", py.None, "quotechar", py.None, "escapechar", py.None, "doublequote", py.None,
		"skipinitialspace", py.None, "lineterminator", py.None, "quoting", py.None)
	excel := define("excel", dialect, "delimiter", py.Str(","), "quotechar", py.Str(`"`), "doublequote", py.True, "skipinitialspace", py.False,
		"lineterminator", py.Str("\r\n"), "quoting", py.Int(quoteMinimal))
	return [3]*py.Type{dialect, excel, define("excel_tab", excel, "delimiter", py.Str("\t"))}
})

// dictReader is a csv.DictReader.
type dictReader struct {
	py.Header
	reader, names, restKey, restVal value
}

func (r *dictReader) fields(t *thread) value {
	if r.names.IsNone() {
		if row, ok := t.Next(r.reader); ok {
			r.names = row
		}
	}
	return r.names
}

func (r *dictReader) next(t *thread) value {
	first := t.GetAttr(r.reader, "line_num").Int64() == 0
	if first {
		r.fields(t)
	}
	row, ok := t.Next(r.reader)
	for ok && t.Len(row) == 0 {
		row, ok = t.Next(r.reader)
	}
	if !ok {
		t.Throw(py.Obj(py.NewException(py.StopIterationType)))
	}
	names, vals := t.Items(r.fields(t)), t.Items(row)
	d := py.NewDict(len(names))
	t.Alloc(64 * len(names))
	for i, n := range names {
		if i < len(vals) {
			d.Set(t, n, vals[i])
		} else {
			d.Set(t, n, r.restVal)
		}
	}
	if len(vals) > len(names) {
		d.Set(t, r.restKey, list(vals[len(names):]...))
	}
	return py.Obj(d)
}

var dictReaderType = sync.OnceValue(func() *py.Type {
	return py.NewType(py.TypeDef{Module: "csv", Name: "DictReader",
		New: func(_ *thread, cls *py.Type, _ []value, _ []string) value {
			return py.Obj(&dictReader{Header: py.NewHeader(cls), reader: py.None, names: py.None, restKey: py.None, restVal: py.None})
		},
		Init: func(t *thread, self value, args []value, names []string) {
			r := self.Object().(*dictReader)
			bound, rest, used := splitCSVArgs(t, args, names, "f", "fieldnames", "restkey", "restval", "dialect")
			r.names, r.restKey, r.restVal = bound[1].Or(py.None), bound[2].Or(py.None), bound[3].Or(py.None)
			r.reader = newCSVReader(t, append([]value{bound[0], bound[4].Or(py.Str("excel"))}, rest...), used)
		},
		Methods: []py.Def{
			method("__iter__", 0, 0, func(_ *thread, r *dictReader, _ []value) value { return py.Obj(r) }),
			method("next", 0, 0, func(t *thread, r *dictReader, _ []value) value { return r.next(t) }),
		},
		Attrs: []py.Attr{
			{Name: "fieldnames", Get: func(t *thread, v value) value { return v.Object().(*dictReader).fields(t) },
				Set: func(_ *thread, v, x value) { v.Object().(*dictReader).names = x.Or(py.None) }},
			attr("line_num", func(t *thread, r *dictReader) value { return t.GetAttr(r.reader, "line_num") }),
			attr("reader", func(_ *thread, r *dictReader) value { return r.reader }),
			attr("restkey", func(_ *thread, r *dictReader) value { return r.restKey }),
			attr("restval", func(_ *thread, r *dictReader) value { return r.restVal }),
		}})
})

// splitCSVArgs binds the named parameters, of which the first is needed, and returns the
// keywords that are left for the dialect.
func splitCSVArgs(t *thread, args []value, names []string, params ...string) (bound, rest []value, used []string) {
	pos := len(args) - len(names)
	bound = make([]value, len(params))
	if pos > len(params) {
		t.Raisef(py.TypeErrorType, "__init__() takes at most %d arguments (%d given)", len(params)+1, pos+1)
	}
	copy(bound, args[:pos])
	for i, n := range names {
		if k := fieldIndex(params, n); k >= 0 {
			bound[k] = args[pos+i]
		} else {
			rest, used = append(rest, args[pos+i]), append(used, n)
		}
	}
	if bound[0].IsAbsent() {
		t.Raisef(py.TypeErrorType, "__init__() takes at least 2 arguments (%d given)", len(args)+1)
	}
	return bound, rest, used
}

// dictWriter is a csv.DictWriter.
type dictWriter struct {
	py.Header
	writer, names, restVal value
	ignore                 bool
}

func (w *dictWriter) values(t *thread, row value) value {
	names := t.Items(w.names)
	if !w.ignore {
		var extra []value
		iterate(t, row, func(k value) {
			if !t.Contains(w.names, k) {
				extra = append(extra, k)
			}
		})
		if len(extra) > 0 {
			text := make([]string, len(extra))
			for i, k := range extra {
				text[i] = t.Str(k)
			}
			t.Raise(py.ValueErrorType, "dict contains fields not in fieldnames: "+strings.Join(text, ", "))
		}
	}
	out := make([]value, len(names))
	for i, n := range names {
		out[i] = t.Call2(t.GetAttr(row, "get"), n, w.restVal)
	}
	return list(out...)
}

var dictWriterType = sync.OnceValue(func() *py.Type {
	return py.NewType(py.TypeDef{Module: "csv", Name: "DictWriter",
		New: func(_ *thread, cls *py.Type, _ []value, _ []string) value {
			return py.Obj(&dictWriter{Header: py.NewHeader(cls), writer: py.None, names: py.None, restVal: py.None})
		},
		Init: func(t *thread, self value, args []value, names []string) {
			w := self.Object().(*dictWriter)
			bound, rest, used := splitCSVArgs(t, args, names, "f", "fieldnames", "restval", "extrasaction", "dialect")
			if bound[1].IsAbsent() {
				t.Raise(py.TypeErrorType, "__init__() takes at least 3 arguments (2 given)")
			}
			w.names, w.restVal = bound[1], bound[2].Or(py.Str(""))
			if bound[3].IsText() {
				switch strings.ToLower(bound[3].Text()) {
				case "raise":
				case "ignore":
					w.ignore = true
				default:
					t.Raisef(py.ValueErrorType, "extrasaction (%s) must be 'raise' or 'ignore'", bound[3].Text())
				}
			}
			w.writer = newCSVWriter(t, append([]value{bound[0], bound[4].Or(py.Str("excel"))}, rest...), used)
		},
		Methods: []py.Def{
			method("writeheader", 0, 0, func(t *thread, w *dictWriter, _ []value) value {
				return t.Method1(w.writer, "writerow", list(t.Items(w.names)...))
			}),
			method("writerow", 1, 1, func(t *thread, w *dictWriter, a []value) value {
				return t.Method1(w.writer, "writerow", w.values(t, a[0]))
			}),
			method("writerows", 1, 1, func(t *thread, w *dictWriter, a []value) value {
				l := py.NewList()
				iterate(t, a[0], func(row value) { t.Append(l, w.values(t, row)) })
				return t.Method1(w.writer, "writerows", py.Obj(l))
			}),
		},
		Attrs: []py.Attr{
			{Name: "fieldnames", Get: func(_ *thread, v value) value { return v.Object().(*dictWriter).names },
				Set: func(_ *thread, v, x value) { v.Object().(*dictWriter).names = x }},
			attr("writer", func(_ *thread, w *dictWriter) value { return w.writer }),
		}})
})

const csvLimitKey = "_field_limit"

func csvLimit(t *thread) int {
	if v, ok := t.LookupAttr(t.Import("csv"), csvLimitKey); ok {
		return intArg(t, v, 0)
	}
	return 131072
}

func newCSVReader(t *thread, args []value, names []string) value {
	if len(args)-len(names) < 1 {
		t.Raise(py.TypeErrorType, "reader() expected at least 1 arguments, got 0")
	}
	r := &csvReader{Header: py.NewHeader(csvReaderType()), limit: csvLimit}
	if e := t.TryOnly(py.TypeErrorType, func() { r.lines = t.Iter(args[0]) }); e != nil {
		t.Raise(py.TypeErrorType, "argument 1 must be an iterator")
	}
	r.d = csvDialectOf(t, args[1:], names)
	return py.Obj(r)
}

func newCSVWriter(t *thread, args []value, names []string) value {
	if len(args)-len(names) < 1 {
		t.Raise(py.TypeErrorType, "writer() expected at least 1 arguments, got 0")
	}
	w, ok := t.LookupAttr(args[0], "write")
	if !ok {
		t.Raise(py.TypeErrorType, "argument 1 must have a \"write\" method")
	}
	return py.Obj(&csvWriter{Header: py.NewHeader(csvWriterType()), write: w, d: csvDialectOf(t, args[1:], names)})
}

func loadCSV(t *thread, m *py.Module) {
	dialects := csvPlainDialects()
	m.Set("Error", py.Obj(csvError()))
	m.Set("Dialect", py.Obj(dialects[0]))
	m.Set("excel", py.Obj(dialects[1]))
	m.Set("excel_tab", py.Obj(dialects[2]))
	m.Set("DictReader", py.Obj(dictReaderType()))
	m.Set("DictWriter", py.Obj(dictWriterType()))
	m.Set("__version__", py.Str("1.0"))
	for i, n := range []string{"QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE"} {
		m.Set(n, py.Int(i))
	}
	registry := py.NewDict(0)
	registry.SetText("excel", py.Obj(dialects[1]))
	registry.SetText("excel-tab", py.Obj(dialects[2]))
	m.Set(csvRegistryKey, py.Obj(registry))
	m.Set(csvLimitKey, py.Int(131072))
	raw := func(name string, f func(t *thread, args []value, names []string) value) {
		m.Func(py.Def{Name: name, Raw: func(t *thread, _ value, args []value, names []string) value { return f(t, args, names) }})
	}
	raw("reader", newCSVReader)
	raw("writer", newCSVWriter)
	raw("register_dialect", func(t *thread, args []value, names []string) value {
		if len(args) == len(names) || !args[0].IsText() {
			t.Raise(py.TypeErrorType, "dialect name must be a string or unicode")
		}
		csvRegistry(t).Set(t, args[0], py.Obj(csvDialectOf(t, args[1:], names)))
		return py.None
	})
	known := func(t *thread, name value) value {
		v, ok := csvRegistry(t).Get(t, name)
		if !ok {
			t.Raise(csvError(), "unknown dialect")
		}
		return v
	}
	funcs(m,
		fn("unregister_dialect", 1, 1, func(t *thread, a []value) value {
			known(t, a[0])
			csvRegistry(t).Delete(t, a[0])
			return py.None
		}),
		fn("get_dialect", 1, 1, func(t *thread, a []value) value {
			return py.Obj(csvDialectOf(t, []value{known(t, a[0])}, nil))
		}),
		fn("list_dialects", 0, 0, func(t *thread, _ []value) value { return list(csvRegistry(t).Keys()...) }),
		fn("field_size_limit", 0, 1, func(t *thread, a []value) value {
			old := py.Int(csvLimit(t))
			if len(a) > 0 {
				if !isInt(a[0]) {
					t.Raise(py.TypeErrorType, "limit must be an integer")
				}
				t.SetAttr(t.Import("csv"), csvLimitKey, a[0])
			}
			return old
		}),
	)
	lazily(t, m, "_csvsniffer", "Sniffer")
}
