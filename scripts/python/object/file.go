package object

// File is a file-like object: standard output, standard error, or what
// Config.Open returns for a granted file.

import (
	"fmt"
	"io"
	"strings"
)

// File is a file object.
type File struct {
	Header
	Name, Mode string
	Closed     bool
	SoftSpace  bool
	w          io.Writer
	r          io.Reader
	buf        []byte
	eof        bool
}

// NewFile returns a file object over a reader and a writer, either of which may be nil.
func NewFile(name, mode string, r io.Reader, w io.Writer) *File {
	return &File{Header: Header{cls: FileType}, Name: name, Mode: mode, r: r, w: w}
}

func (f *File) repr(t *Thread, v Value) string {
	state := "open"
	if f.Closed {
		state = "closed"
	}
	name := "'" + f.Name + "'"
	if strings.HasPrefix(f.Name, "<") {
		name = f.Name
	}
	return fmt.Sprintf("<%s file %s, mode '%s' at %s>", state, name, f.Mode, t.hexID(v))
}

func (t *Thread) fileWrite(f *File, s string) {
	if f.Closed {
		t.Raise(ValueErrorType, "I/O operation on closed file")
	}
	if f.w == nil {
		t.Raise(IOErrorType, "File not open for writing")
	}
	t.Step(1 + len(s)/64)
	if _, err := io.WriteString(f.w, s); err != nil {
		t.Raise(IOErrorType, err.Error())
	}
}

// fill reads until the buffer holds want bytes (want < 0: everything, 0: a line).
func (t *Thread) fill(f *File, want int) {
	if f.Closed {
		t.Raise(ValueErrorType, "I/O operation on closed file")
	}
	if f.r == nil {
		t.Raise(IOErrorType, "File not open for reading")
	}
	for !f.eof {
		if want > 0 && len(f.buf) >= want || want == 0 && strings.IndexByte(string(f.buf), '\n') >= 0 {
			return
		}
		chunk := make([]byte, 4096)
		n, err := f.r.Read(chunk)
		t.Alloc(n)
		f.buf = append(f.buf, chunk[:n]...)
		if err != nil {
			f.eof = true
			if err != io.EOF {
				t.Raise(IOErrorType, err.Error())
			}
		}
	}
}

func (f *File) take(n int) string {
	if n < 0 || n > len(f.buf) {
		n = len(f.buf)
	}
	s := string(f.buf[:n])
	f.buf = f.buf[n:]
	return s
}

func (t *Thread) readLine(f *File) string {
	t.fill(f, 0)
	if i := strings.IndexByte(string(f.buf), '\n'); i >= 0 {
		return f.take(i + 1)
	}
	return f.take(-1)
}

func (f *File) nextLine(t *Thread) (Value, bool) {
	s := t.readLine(f)
	if s == "" {
		return Value{}, false
	}
	return Str(s), true
}

// Print is the print statement: dest is absent or None for sys.stdout; newline
// is false after a trailing comma.
func (t *Thread) Print(dest Value, args []Value, newline bool) {
	if dest.IsAbsent() || dest.IsNone() {
		dest = t.Stdout
	}
	if f, ok := dest.ref.(*File); ok {
		for _, a := range args {
			s := t.printText(a)
			if f.SoftSpace {
				s = " " + s
			}
			t.fileWrite(f, s)
			f.SoftSpace = softAfter(a, s)
		}
		if newline {
			t.fileWrite(f, "\n")
			f.SoftSpace = false
		}
		return
	}
	soft := false
	if v, ok := t.TryAttr(dest, "softspace"); ok {
		soft = t.Truth(v)
	}
	setSoft := func(b bool) {
		n := 0
		if b {
			n = 1
		}
		t.Try(func() { t.SetAttr(dest, "softspace", Int(n)) })
	}
	for _, a := range args {
		if soft {
			t.Method1(dest, "write", Str(" "))
		}
		var s Value
		if p := a.Prim(); p.isUnicode() {
			s = p
		} else {
			s = t.printValue(a)
		}
		t.Method1(dest, "write", s)
		soft = softAfter(a, s.Text())
		setSoft(soft)
	}
	if newline {
		t.Method1(dest, "write", Str("\n"))
		setSoft(false)
	}
}

// softAfter reports whether the next item printed is preceded by a space.
func softAfter(v Value, s string) bool {
	if !v.IsText() || s == "" {
		return true
	}
	switch s[len(s)-1] {
	case '\n', '\t', '\r', '\v', '\f':
		return false
	}
	return true
}

// printText is what print writes for a value on a real file, where a unicode is written
// in the console's encoding, UTF-8.
func (t *Thread) printText(v Value) string {
	if p := v.Prim(); p.isUnicode() {
		return p.Text()
	}
	return t.printValue(v).Text()
}

// printValue is str or unicode of a value. Of an exception with one argument
// it is the argument's, which str() would refuse to give if it is not ASCII.
func (t *Thread) printValue(v Value) Value {
	if e, ok := v.ref.(*Exception); ok && len(e.Args) == 1 && e.Args[0].isUnicode() && !v.Type().isSubtype(KeyErrorType) {
		if m, ok := v.Type().Lookup("__str__"); ok {
			if n, native := m.ref.(*Native); native && n.Owner == BaseExceptionType {
				return e.Args[0]
			}
		}
	}
	return t.StrValue(v)
}
