package isolate

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"time"

	"dryfire/tags"
	"dryfire/tags/opcua"
)

// A frame is a kind, a length in four bytes, little-endian, and a body.
const (
	frameBatch    = 'B'
	frameState    = 'S' // JSON
	frameCounters = 'C' // JSON
	frameResults  = 'W' // JSON
	maxFrame      = 1 << 28
)

type wireState struct {
	State     opcua.State
	Err       string
	Permanent bool
}

type wireResults struct {
	ID      uint64
	Quality []tags.QualityCode
	Text    []string
	Status  []opcua.Status
}

func toWire(id uint64, results []opcua.Result) wireResults {
	w := wireResults{ID: id}
	for _, r := range results {
		w.Quality = append(w.Quality, r.Quality.Code)
		w.Text = append(w.Text, r.Quality.Diagnostic())
		w.Status = append(w.Status, r.Status)
	}
	return w
}

func (w wireResults) results() []opcua.Result {
	var out []opcua.Result
	for i := range w.Quality {
		if i < len(w.Text) && i < len(w.Status) {
			out = append(out, opcua.Result{Quality: tags.QualityOf(w.Quality[i]).WithDiagnostic(w.Text[i]), Status: w.Status[i]})
		}
	}
	return out
}

func writeFrame(w io.Writer, kind byte, body []byte) error {
	head := binary.LittleEndian.AppendUint32([]byte{kind}, uint32(len(body)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(body)
	return err
}

// readFrame returns io.EOF at an end, also in the middle of a frame: the child
// died while writing.
func readFrame(r io.Reader) (kind byte, body []byte, err error) {
	head := make([]byte, 5)
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, nil, io.EOF
	}
	n := binary.LittleEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("a frame of %d bytes", n)
	}
	body = make([]byte, n)
	if _, err := io.ReadFull(r, body); err != nil {
		return 0, nil, io.EOF
	}
	return head[0], body, nil
}

const (
	flagKeep = 1 << iota
	flagOverflow
	flagInitial
	flagDiagnostic
	flagRefused
)

// appendChange writes one change of a batch, whose body is its arrival and its
// changes to the end. On an error the bytes after those of before mean nothing.
func appendChange(b []byte, c *opcua.Change) ([]byte, error) {
	var flags byte
	if c.Keep {
		flags |= flagKeep
	}
	if c.Overflow {
		flags |= flagOverflow
	}
	if c.Initial {
		flags |= flagInitial
	}
	if c.Refused {
		flags |= flagRefused
	}
	diag := c.Quality.Diagnostic()
	if diag != "" {
		flags |= flagDiagnostic
	}
	b = append(b, flags)
	b = binary.AppendUvarint(b, uint64(c.Handle))
	b = binary.LittleEndian.AppendUint32(b, uint32(c.Quality.Code))
	b = binary.LittleEndian.AppendUint32(b, uint32(c.Status))
	if diag != "" {
		b = appendText(b, diag)
	}
	b = appendTime(b, c.Source)
	b = appendTime(b, c.Server)
	with, err := appendValue(b, c.Value, 0)
	if err != nil {
		return b, err
	}
	return with, nil
}

func decodeBatch(b []byte) (opcua.Batch, error) {
	d := &decoder{b: b}
	batch := opcua.Batch{Arrived: d.time()}
	for len(d.b) > 0 && d.err == nil {
		var c opcua.Change
		flags := d.byte()
		c.Keep, c.Overflow, c.Initial = flags&flagKeep != 0, flags&flagOverflow != 0, flags&flagInitial != 0
		c.Refused = flags&flagRefused != 0
		c.Handle = opcua.Handle(d.uvarint())
		c.Quality = tags.QualityOf(tags.QualityCode(d.uint32()))
		c.Status = opcua.Status(d.uint32())
		if flags&flagDiagnostic != 0 {
			c.Quality = c.Quality.WithDiagnostic(d.text())
		}
		c.Source, c.Server = d.time(), d.time()
		c.Value = d.value(0)
		batch.Changes = append(batch.Changes, c)
	}
	return batch, d.err
}

// appendTime writes seconds and nanoseconds; a zero time is one byte.
func appendTime(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return append(b, 0)
	}
	b = append(b, 1)
	b = binary.LittleEndian.AppendUint64(b, uint64(t.Unix()))
	return binary.LittleEndian.AppendUint32(b, uint32(t.Nanosecond()))
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

const maxDepth = 100

var errDepth = errors.New("value nested too deeply")

func appendValue(b []byte, v tags.Value, depth int) (_ []byte, err error) {
	if depth > maxDepth {
		return nil, errDepth
	}
	b = append(b, byte(v.Kind()))
	switch v.Kind() {
	case tags.KindNull:
	case tags.KindBool, tags.KindInt, tags.KindLong, tags.KindDate:
		b = binary.AppendVarint(b, v.Int64())
	case tags.KindFloat:
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float64()))
	case tags.KindBigInt:
		b = appendText(b, v.BigInt().String())
	case tags.KindStr, tags.KindUnicode:
		b = appendText(b, v.Text())
	case tags.KindList:
		l := v.List()
		b = append(b, byte(l.Form))
		b = binary.AppendUvarint(b, uint64(len(l.Items)))
		for _, item := range l.Items {
			if b, err = appendValue(b, item, depth+1); err != nil {
				return nil, err
			}
		}
	case tags.KindMap:
		m := v.Map()
		b = binary.AppendUvarint(b, uint64(m.Len()))
		for i := 0; i < m.Len(); i++ {
			k, x := m.At(i)
			if b, err = appendValue(b, k, depth+1); err != nil {
				return nil, err
			}
			if b, err = appendValue(b, x, depth+1); err != nil {
				return nil, err
			}
		}
	case tags.KindDocument:
		return appendValue(b, v.Document().Root, depth+1)
	case tags.KindQualified:
		return appendValue(b[:len(b)-1], v.Qualified().Value, depth) // a write takes its value (WRT-7)
	default:
		return nil, fmt.Errorf("a %s can't be passed to the feed's process", v.Kind())
	}
	return b, nil
}

type decoder struct {
	b   []byte
	err error
}

func (d *decoder) take(n uint64) []byte {
	if d.err == nil && n > uint64(len(d.b)) {
		d.err = io.ErrUnexpectedEOF
	}
	if d.err != nil {
		return nil
	}
	p := d.b[:n]
	d.b = d.b[n:]
	return p
}

func (d *decoder) byte() byte {
	if p := d.take(1); p != nil {
		return p[0]
	}
	return 0
}

func (d *decoder) uint32() uint32 {
	if p := d.take(4); p != nil {
		return binary.LittleEndian.Uint32(p)
	}
	return 0
}

func (d *decoder) uint64() uint64 {
	if p := d.take(8); p != nil {
		return binary.LittleEndian.Uint64(p)
	}
	return 0
}

func (d *decoder) uvarint() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.take(uint64(len(d.b)) + 1)
		return 0
	}
	d.take(uint64(size))
	return n
}

func (d *decoder) varint() int64 {
	n, size := binary.Varint(d.b)
	if size <= 0 {
		d.take(uint64(len(d.b)) + 1)
		return 0
	}
	d.take(uint64(size))
	return n
}

func (d *decoder) text() string { return string(d.take(d.uvarint())) }

func (d *decoder) time() time.Time {
	if d.byte() == 0 {
		return time.Time{}
	}
	sec, ns := d.uint64(), d.uint32()
	return time.Unix(int64(sec), int64(ns)).UTC()
}

func (d *decoder) value(depth int) tags.Value {
	if depth > maxDepth && d.err == nil {
		d.err = errDepth
	}
	kind := tags.Kind(d.byte())
	if d.err != nil {
		return tags.Value{}
	}
	switch kind {
	case tags.KindNull:
		return tags.Value{}
	case tags.KindBool:
		return tags.Bool(d.varint() != 0)
	case tags.KindInt:
		return tags.Int(d.varint())
	case tags.KindLong:
		return tags.Long(d.varint())
	case tags.KindDate:
		return tags.Date(d.varint())
	case tags.KindFloat:
		return tags.Float(math.Float64frombits(d.uint64()))
	case tags.KindBigInt:
		if i, ok := new(big.Int).SetString(d.text(), 10); ok {
			return tags.BigInt(i)
		}
	case tags.KindStr:
		return tags.Str(d.text())
	case tags.KindUnicode:
		return tags.Unicode(d.text())
	case tags.KindList:
		form := tags.ListForm(d.byte())
		n := d.uvarint()
		l := &tags.List{Form: form, Items: make([]tags.Value, 0, min(n, uint64(len(d.b))))}
		for i := uint64(0); i < n && d.err == nil; i++ {
			l.Items = append(l.Items, d.value(depth+1))
		}
		return tags.FromList(l)
	case tags.KindMap:
		n := d.uvarint()
		m := tags.NewMap(int(min(n, uint64(len(d.b)))))
		for i := uint64(0); i < n && d.err == nil; i++ {
			k := d.value(depth + 1)
			m.Set(k, d.value(depth+1))
		}
		return tags.FromMap(m)
	case tags.KindDocument:
		return tags.FromDocument(&tags.Document{Root: d.value(depth + 1)})
	}
	if d.err == nil {
		d.err = fmt.Errorf("a value of kind %d", kind)
	}
	return tags.Value{}
}
