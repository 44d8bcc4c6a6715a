package object

import "unsafe"

// smallText is how long a text may get before the room it grows in is charged.
const smallText = 4096

// Buffer collects a text. It charges what it takes before it takes it, so that
// a text beyond the budget is never made. The zero value is not usable; make
// one with [Thread.NewBuffer].
type Buffer struct {
	t *Thread
	b []byte
}

// NewBuffer returns an empty buffer.
func (t *Thread) NewBuffer() *Buffer { return &Buffer{t: t} }

// room makes room for n more bytes in b, charged if b is long.
func (t *Thread) room(b []byte, n int) []byte {
	need := len(b) + n
	if need <= cap(b) {
		return b
	}
	size := max(need, cap(b)+cap(b)/2, 64)
	if size > smallText {
		t.Alloc(size)
		t.Step(len(b) / smallText)
	}
	grown := make([]byte, len(b), size)
	copy(grown, b)
	return grown
}

// Grow makes room for n more bytes.
func (b *Buffer) Grow(n int) { b.b = b.t.room(b.b, n) }

// WriteString adds a text.
func (b *Buffer) WriteString(s string) {
	b.Grow(len(s))
	b.b = append(b.b, s...)
}

// WriteByte adds a byte; the error is always nil.
func (b *Buffer) WriteByte(c byte) error {
	b.Grow(1)
	b.b = append(b.b, c)
	return nil
}

// WriteRune adds a character, which may be half of a surrogate pair.
func (b *Buffer) WriteRune(c rune) {
	b.Grow(4)
	b.b = appendRune(b.b, c)
}

// Repeat adds a text n times.
func (b *Buffer) Repeat(s string, n int) {
	if n <= 0 {
		return
	}
	if len(s) > 1<<40/n {
		b.t.Alloc(1 << 40)
	}
	b.Grow(len(s) * n)
	for range n {
		b.b = append(b.b, s...)
	}
}

// Len returns how many bytes there are.
func (b *Buffer) Len() int { return len(b.b) }

// String returns the text. Nothing may be added after.
func (b *Buffer) String() string { return unsafe.String(unsafe.SliceData(b.b), len(b.b)) }
