package system

// java.lang.String.format, which the loggers' infof and its like use.

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"dryfire/scripts"
	"dryfire/tags"
)

// formatFlags are the flags of a specifier, in the order in which Java prints
// them.
const formatFlags = "-#+ 0,(<"

// specifier is one format specifier, %[index$][flags][width][.precision]conversion,
// or the text before one.
type specifier struct {
	literal   string
	flags     string // in the order of formatFlags
	index     int    // of the argument, from 1; 0 for the next
	width     int    // -1 if not given
	precision int    // -1 if not given
	conv      byte   // 0 for text alone
}

func (s *specifier) has(flag byte) bool { return strings.IndexByte(s.flags, flag) >= 0 }

// upper reports whether the conversion is one in upper case.
func (s *specifier) upper() bool { return s.conv >= 'A' && s.conv <= 'Z' }

// lower is the conversion in lower case, as Java's messages have it.
func (s *specifier) lower() byte {
	if s.upper() {
		return s.conv + 'a' - 'A'
	}
	return s.conv
}

// String spells the specifier as Java does, flags first.
func (s *specifier) String() string {
	b := append([]byte{'%'}, s.flags...)
	if s.index > 0 {
		b = append(strconv.AppendInt(b, int64(s.index), 10), '$')
	}
	if s.width >= 0 {
		b = strconv.AppendInt(b, int64(s.width), 10)
	}
	if s.precision >= 0 {
		b = strconv.AppendInt(append(b, '.'), int64(s.precision), 10)
	}
	return string(append(b, s.conv))
}

// javaFormat formats args as Java does. Conversions are %s %S %d %f %e %E %g %G
// %x %X %o %b %B %c %C %h %H %n %%, with flags, width, precision and positions;
// %t and %a are not known. It fails with Java's exceptions. oneNumber makes
// integers good for %f, %e and %g.
func javaFormat(h *scripts.Host, format string, args []tags.Value, oneNumber bool) (string, error) {
	specifiers, err := parseFormat(format)
	if err != nil {
		return "", err
	}
	limit := h.TextLimit()
	var b strings.Builder
	next, last := 0, -1
	for i := range specifiers {
		s := &specifiers[i]
		b.WriteString(s.literal)
		if s.width > limit || s.precision > limit || b.Len() > limit {
			return "", h.TextExceeded()
		}
		switch s.conv {
		case 0:
			continue
		case 'n':
			b.WriteByte('\n')
			continue
		case '%':
			b.WriteString(s.pad("%"))
			continue
		}
		at := last
		switch {
		case s.has('<'):
		case s.index > 0:
			at = s.index - 1
		default:
			at = next
			next++
		}
		if at < 0 || at >= len(args) {
			return "", scripts.RaiseJava("java.util.MissingFormatArgumentException", "Format specifier '%s'", s)
		}
		last = at
		arg := args[at]
		if s.lower() == 's' && !arg.IsText() {
			arg = tags.Unicode(arg.Java(h.Zone)) // dates in the gateway's time zone
		}
		text, err := s.format(arg, oneNumber)
		if err != nil {
			return "", err
		}
		b.WriteString(s.pad(text))
	}
	return b.String(), nil
}

// parseFormat reads a format; like Java it reads all of it before it looks at
// an argument.
func parseFormat(format string) ([]specifier, error) {
	var all []specifier
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			return append(all, specifier{literal: format}), nil
		}
		s, n, err := parseSpecifier(format[i:])
		if err == nil {
			err = s.check()
		}
		if err != nil {
			return nil, err
		}
		s.literal = format[:i]
		all = append(all, s)
		format = format[i+n:]
	}
	return all, nil
}

// parseSpecifier reads the specifier at the start of text, which is a %, and
// returns how long it is.
func parseSpecifier(text string) (s specifier, n int, err error) {
	digits := func(i int) int {
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		return i
	}
	i, indexEnd := 1, digits(1)
	index := ""
	if indexEnd > 1 && indexEnd < len(text) && text[indexEnd] == '$' {
		index = text[1:indexEnd]
		i = indexEnd + 1
	}
	flags := i
	for i < len(text) && strings.IndexByte(formatFlags, text[i]) >= 0 {
		i++
	}
	given := text[flags:i]
	width := text[i:digits(i)]
	i += len(width)
	precision := ""
	if i < len(text) && text[i] == '.' {
		if end := digits(i + 1); end > i+1 {
			precision = text[i+1 : end]
			i = end
		}
	}
	letter := i < len(text) && (text[i] == '%' || text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z')
	if !letter {
		unknown := "%"
		if len(text) > 1 {
			_, size := utf8.DecodeRuneInString(text[1:])
			unknown = text[1 : 1+size]
		}
		return s, 0, unknownConversion(unknown)
	}
	s = specifier{conv: text[i], width: -1, precision: -1}
	if index != "" {
		v, rangeErr := strconv.ParseInt(index, 10, 32)
		switch {
		case rangeErr != nil:
			return s, 0, scripts.RaiseJava("java.util.IllegalFormatArgumentIndexException", "Format argument index: (not representable as int)")
		case v == 0:
			return s, 0, scripts.RaiseJava("java.util.IllegalFormatArgumentIndexException", "Illegal format argument index = 0")
		}
		s.index = int(v)
	}
	for k := range len(given) {
		if strings.IndexByte(given[k+1:], given[k]) >= 0 {
			return s, 0, scripts.RaiseJava("java.util.DuplicateFormatFlagsException", "Flags = '%c'", given[k])
		}
	}
	for k := range len(formatFlags) {
		if strings.IndexByte(given, formatFlags[k]) >= 0 {
			s.flags += formatFlags[k : k+1]
		}
	}
	for _, part := range []struct {
		text, class string
		to          *int
	}{{width, "java.util.IllegalFormatWidthException", &s.width}, {precision, "java.util.IllegalFormatPrecisionException", &s.precision}} {
		if part.text == "" {
			continue
		}
		v, rangeErr := strconv.ParseInt(part.text, 10, 32)
		if rangeErr != nil {
			return s, 0, scripts.RaiseJava(part.class, "%d", math.MinInt32)
		}
		*part.to = int(v)
	}
	if strings.IndexByte("sSdfeEgGxXobBcChHn%", s.conv) < 0 {
		return s, 0, unknownConversion(string(s.conv))
	}
	return s, i + 1, nil
}

func unknownConversion(conv string) error {
	return scripts.RaiseJava("java.util.UnknownFormatConversionException", "Conversion = '%s'", conv)
}

// check refuses what a conversion cannot have.
func (s *specifier) check() error {
	noWidth := scripts.RaiseJava("java.util.MissingFormatWidthException", "%s", s)
	badFlags := scripts.RaiseJava("java.util.IllegalFormatFlagsException", "Flags = '%s'", s.flags)
	badPrecision := scripts.RaiseJava("java.util.IllegalFormatPrecisionException", "%d", s.precision)
	switch s.conv {
	case 's', 'S', 'b', 'B', 'h', 'H':
		if s.conv != 's' && s.conv != 'S' && s.has('#') {
			return s.mismatch('#')
		}
		if s.width < 0 && s.has('-') {
			return noWidth
		}
		if err := s.without("+ 0,("); err != nil {
			return err
		}
		if s.has('#') { // for objects of Java that format themselves
			return s.mismatch('#')
		}
	case 'c', 'C':
		if s.precision >= 0 {
			return badPrecision
		}
		if err := s.without("#+ 0,("); err != nil {
			return err
		}
		if s.width < 0 && s.has('-') {
			return noWidth
		}
	case '%':
		if s.precision >= 0 {
			return badPrecision
		}
		if s.flags != "" && s.flags != "-" {
			return badFlags
		}
		if s.width < 0 && s.has('-') {
			return noWidth
		}
	case 'n':
		switch {
		case s.precision >= 0:
			return badPrecision
		case s.width >= 0:
			return scripts.RaiseJava("java.util.IllegalFormatWidthException", "%d", s.width)
		case s.flags != "":
			return badFlags
		}
	default:
		if s.width < 0 && (s.has('-') || s.has('0')) {
			return noWidth
		}
		if s.has('+') && s.has(' ') || s.has('-') && s.has('0') {
			return badFlags
		}
		switch s.lower() {
		case 'd', 'x', 'o':
			if s.precision >= 0 {
				return badPrecision
			}
			if s.conv == 'd' {
				return s.without("#")
			}
			return s.without(",")
		case 'e':
			return s.without(",")
		case 'g':
			return s.without("#")
		}
	}
	return nil
}

// without refuses flags.
func (s *specifier) without(flags string) error {
	for i := range len(flags) {
		if s.has(flags[i]) {
			return s.mismatch(flags[i])
		}
	}
	return nil
}

func (s *specifier) mismatch(flag byte) error {
	return scripts.RaiseJava("java.util.FormatFlagsConversionMismatchException", "Conversion = %c, Flags = %c", s.lower(), flag)
}

// javaClass is the class of a script's value as Jython hands it to Java.
func javaClass(v tags.Value) string {
	switch v.Kind() {
	case tags.KindBool:
		return "java.lang.Boolean"
	case tags.KindInt:
		return "java.lang.Integer"
	case tags.KindLong, tags.KindBigInt:
		return "java.math.BigInteger"
	case tags.KindFloat:
		return "java.lang.Double"
	case tags.KindStr, tags.KindUnicode:
		return "java.lang.String"
	case tags.KindDate:
		return "java.util.Date"
	case tags.KindList:
		return "org.python.core.PyList"
	case tags.KindMap:
		return "org.python.core.PyDictionary"
	}
	return v.Kind().String()
}

func (s *specifier) format(v tags.Value, oneNumber bool) (string, error) {
	text, err := s.convert(v, oneNumber)
	if s.upper() {
		text = strings.ToUpper(text)
	}
	return text, err
}

func (s *specifier) convert(v tags.Value, oneNumber bool) (string, error) {
	mismatch := scripts.RaiseJava("java.util.IllegalFormatConversionException", "%c != %s", s.lower(), javaClass(v))
	switch s.lower() {
	case 's':
		if v.IsText() {
			return s.cut(v.Text()), nil
		}
		return s.cut(v.String()), nil
	case 'b':
		return s.cut(strconv.FormatBool(!v.IsNull() && (v.Kind() != tags.KindBool || v.Bool()))), nil
	}
	if v.IsNull() {
		return s.cut("null"), nil
	}
	switch s.lower() {
	case 'h':
		return s.cut(strconv.FormatUint(uint64(uint32(javaHash(v))), 16)), nil
	case 'c':
		if v.Kind() != tags.KindInt {
			return "", mismatch
		}
		if i := v.Int64(); i < 0 || i > utf8.MaxRune {
			return "", scripts.RaiseJava("java.util.IllegalFormatCodePointException", "Code point = 0x%x", uint32(i))
		}
		return string(rune(v.Int64())), nil
	case 'd', 'x', 'o':
		i := v.BigInt()
		if i == nil || v.Kind() == tags.KindBool {
			return "", mismatch
		}
		if s.conv == 'd' {
			return s.sign(i.String()), nil
		}
		return s.radix(i, v.Kind())
	}
	if v.Kind() != tags.KindFloat && !(oneNumber && v.IsNumber()) {
		return "", mismatch
	}
	return s.float(v.Float64()), nil
}

func (s *specifier) cut(text string) string {
	if s.precision < 0 {
		return text
	}
	n := 0
	for i := range text {
		if n == s.precision {
			return text[:i]
		}
		n++
	}
	return text
}

// radix writes an integer in base 16 or 8: a Java int in 32 bits of two's
// complement, an integer of any size with its sign.
func (s *specifier) radix(i *big.Int, kind tags.Kind) (string, error) {
	if kind == tags.KindInt {
		if err := s.without("( +"); err != nil {
			return "", err
		}
		i = big.NewInt(int64(uint32(i.Int64())))
	}
	base, prefix := 16, "0x"
	if s.conv == 'o' {
		base, prefix = 8, "0"
	}
	if !s.has('#') {
		prefix = ""
	}
	before, after := s.signs(i.Sign() < 0)
	return s.zeros(before+prefix, new(big.Int).Abs(i).Text(base), after), nil
}

func (s *specifier) float(f float64) string {
	if math.IsNaN(f) {
		return "NaN"
	}
	if math.IsInf(f, 0) {
		before, after := s.signs(f < 0)
		return before + "Infinity" + after
	}
	precision := s.precision
	if precision < 0 {
		precision = 6
	}
	switch s.conv {
	case 'f':
		return s.sign(strconv.FormatFloat(f, 'f', precision, 64))
	case 'e', 'E':
		return s.sign(strconv.FormatFloat(f, 'e', precision, 64))
	}
	// %g: so many digits in all, plain between 10^-4 and 10^precision.
	precision = max(precision, 1)
	text := strconv.FormatFloat(f, 'e', precision-1, 64)
	_, exponent, _ := strings.Cut(text, "e")
	if e, err := strconv.Atoi(exponent); f == 0 || err == nil && e >= -4 && e < precision {
		if f == 0 {
			e = 0
		}
		text = strconv.FormatFloat(f, 'f', max(0, precision-1-e), 64)
	}
	return s.sign(text)
}

// sign applies the flags of numbers to digits: groups, sign, brackets, zeros.
func (s *specifier) sign(text string) string {
	before, after := s.signs(strings.HasPrefix(text, "-"))
	text = strings.TrimPrefix(text, "-")
	if s.has(',') {
		text = group(text)
	}
	return s.zeros(before, text, after)
}

// signs returns what stands before and behind the digits of a number.
func (s *specifier) signs(negative bool) (before, after string) {
	switch {
	case negative && s.has('('):
		return "(", ")"
	case negative:
		return "-", ""
	case s.has('+'):
		return "+", ""
	case s.has(' '):
		return " ", ""
	}
	return "", ""
}

// zeros fills the width with zeros if the flag says so.
func (s *specifier) zeros(before, digits, after string) string {
	if missing := s.width - len(before) - len(digits) - len(after); s.has('0') && missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	return before + digits + after
}

// group puts a comma between groups of three digits.
func group(text string) string {
	end := strings.IndexAny(text, ".e")
	if end < 0 {
		end = len(text)
	}
	for i := end - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func (s *specifier) pad(text string) string {
	n := s.width - utf8.RuneCountInString(text)
	if n <= 0 {
		return text
	}
	if s.has('-') {
		return text + strings.Repeat(" ", n)
	}
	return strings.Repeat(" ", n) + text
}

// javaHash is hashCode() of what scripts usually print with %h.
func javaHash(v tags.Value) int32 {
	switch v.Kind() {
	case tags.KindInt:
		return int32(v.Int64())
	case tags.KindBool:
		if v.Bool() {
			return 1231
		}
		return 1237
	case tags.KindLong, tags.KindBigInt:
		var h uint32
		for _, w := range words32(v.BigInt()) {
			h = 31*h + w
		}
		return int32(h) * int32(v.BigInt().Sign())
	case tags.KindFloat:
		bits := math.Float64bits(v.Float64())
		if math.IsNaN(v.Float64()) {
			bits = 0x7ff8000000000000 // Java has only one
		}
		return int32(uint32(bits ^ bits>>32))
	}
	var h int32
	for _, r := range v.String() {
		if r > 0xffff {
			r -= 0x10000
			h = 31*h + 0xd800 + r>>10
			r = 0xdc00 + r&0x3ff
		}
		h = 31*h + r
	}
	return h
}

// words32 is the magnitude of an integer in words of 32 bits, the highest
// first.
func words32(i *big.Int) []uint32 {
	b := i.Bytes()
	words := make([]uint32, (len(b)+3)/4)
	for k := range b {
		from := len(b) - 1 - k
		words[len(words)-1-k/4] |= uint32(b[from]) << (8 * (k % 4))
	}
	return words
}
