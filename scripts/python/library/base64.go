package library

// Module base64.

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"

	py "dryfire/scripts/python/object"
)

// binaryArg returns the bytes a function is called with.
func binaryArg(t *thread, v value, function string) string {
	return bytesArg(t, v, function+"() argument 1 must bytes or unicode, not "+v.Type().Name)
}

// translateBytes replaces the bytes from by to, as str.translate does; a unicode text is
// refused as it is there.
func translateBytes(t *thread, s value, from, to string) value {
	table := make([]byte, 256)
	for i := range table {
		table[i] = byte(i)
	}
	for i := 0; i < len(from); i++ {
		table[from[i]] = to[i]
	}
	return t.Method1(s, "translate", py.Str(string(table)))
}

// altArg returns the two characters that stand for + and /.
func altArg(t *thread, v value) string {
	s := textArg(t, v)
	if len(s) != 2 {
		t.Raise(py.ValueErrorType, "altchars must be two characters, got "+t.Repr(v))
	}
	return s
}

func encode64(t *thread, v value, alt string) value {
	s := binaryArg(t, v, "b2a_base64")
	t.Alloc(2 * len(s))
	out := py.Str(base64.StdEncoding.EncodeToString([]byte(s)))
	if alt != "" {
		out = translateBytes(t, out, "+/", alt)
	}
	return out
}

func decode64(t *thread, v value, alt string) value {
	if alt != "" {
		v = translateBytes(t, v, alt, "+/")
	}
	s := binaryArg(t, v, "a2b_base64")
	var out string
	if r := t.TryOnly(binasciiError(), func() { out = decodeBase64(t, s) }); r != nil {
		t.Raise(py.TypeErrorType, "Incorrect padding")
	}
	return py.Str(out)
}

func decode32(t *thread, a []value) value {
	s := binaryArg(t, a[0], "b32decode")
	t.Alloc(len(s))
	if len(s)%8 != 0 {
		t.Raise(py.TypeErrorType, "Incorrect padding")
	}
	if given(a[2]) && t.Truth(a[2]) {
		s = strings.NewReplacer("0", "O", "1", textArg(t, a[2])).Replace(s)
	}
	if truth(t, a[1], false) {
		s = strings.ToUpper(s)
	}
	body := strings.TrimRight(s, "=")
	switch len(s) - len(body) {
	case 0, 1, 3, 4, 6:
	default:
		t.Raise(py.TypeErrorType, "Incorrect padding")
	}
	out, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(body)
	if err != nil || strings.ContainsAny(body, "\r\n") {
		t.Raise(py.TypeErrorType, "Non-base32 digit found")
	}
	return py.Str(string(out))
}

func loadBase64(_ *thread, m *py.Module) {
	optional := func(t *thread, v value) string {
		if !given(v) {
			return ""
		}
		return altArg(t, v)
	}
	for name, alt := range map[string]string{"standard_b64": "", "urlsafe_b64": "-_"} {
		funcs(m,
			fn(name+"encode", 1, 1, func(t *thread, a []value) value { return encode64(t, a[0], alt) }),
			fn(name+"decode", 1, 1, func(t *thread, a []value) value { return decode64(t, a[0], alt) }))
	}
	funcs(m,
		kw("b64encode", 1, "s altchars", func(t *thread, a []value) value { return encode64(t, a[0], optional(t, a[1])) }),
		kw("b64decode", 1, "s altchars", func(t *thread, a []value) value { return decode64(t, a[0], optional(t, a[1])) }),
		fn("b32encode", 1, 1, func(t *thread, a []value) value {
			s := binaryArg(t, a[0], "b32encode")
			t.Alloc(2 * len(s))
			return py.Str(base32.StdEncoding.EncodeToString([]byte(s)))
		}),
		kw("b32decode", 1, "s casefold map01", decode32),
		fn("b16encode", 1, 1, func(t *thread, a []value) value {
			s := binaryArg(t, a[0], "b2a_hex")
			t.Alloc(2 * len(s))
			return py.Str(strings.ToUpper(hex.EncodeToString([]byte(s))))
		}),
		kw("b16decode", 1, "s casefold", func(t *thread, a []value) value {
			s := binaryArg(t, a[0], "b16decode")
			if strings.Trim(s, "0123456789ABCDEF") != "" && !truth(t, a[1], false) {
				t.Raise(py.TypeErrorType, "Non-base16 digit found")
			}
			if len(s)%2 != 0 {
				t.Raise(py.TypeErrorType, "Odd-length string")
			}
			t.Alloc(len(s) / 2)
			b, err := hex.DecodeString(s)
			if err != nil {
				t.Raise(py.TypeErrorType, "Non-hexadecimal digit found")
			}
			return py.Str(string(b))
		}),
		fn("encodestring", 1, 1, func(t *thread, a []value) value {
			s := binaryArg(t, a[0], "b2a_base64")
			t.Alloc(2 * len(s))
			var b strings.Builder
			for len(s) > 0 {
				n := min(57, len(s))
				b.WriteString(base64.StdEncoding.EncodeToString([]byte(s[:n])) + "\n")
				s = s[n:]
			}
			return py.Str(b.String())
		}),
		fn("decodestring", 1, 1, func(t *thread, a []value) value { return py.Str(decodeBase64(t, binaryArg(t, a[0], "a2b_base64"))) }),
	)
}
