package projectfile

// Reading files: bounded, regular files only, and text however it was saved.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// How large files may be, in bytes. Real ones stay far below.
const (
	maxScript   = 16 << 20 // a .py or .sql file
	maxJSON     = 32 << 20 // a view.json, resource.json or project.json
	maxBlob     = 32 << 20 // a data.bin
	maxUnpacked = 64 << 20 // a data.bin without its gzip
)

// readFile reads a regular file of at most limit bytes.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, reason(err)
	}
	// Opening a pipe would wait for its writer.
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("it is a %s, wanted a file", fileKind(info.Mode()))
	}
	if info.Size() > limit {
		return nil, tooLarge(limit)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, reason(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, reason(err)
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(limit)
	}
	return data, nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("it is larger than %d MiB, the most that is read", limit>>20)
}

func fileKind(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "folder"
	case m&fs.ModeNamedPipe != 0:
		return "pipe"
	case m&fs.ModeSocket != 0:
		return "socket"
	}
	return "device"
}

// reason strips an error of the path, which the warning names anyway.
func reason(err error) error {
	var p *fs.PathError
	if !errors.As(err, &p) {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("it does not exist")
	case strings.Contains(p.Err.Error(), "escapes"):
		return errors.New("it is a link that leads out of the folder")
	}
	return p.Err
}

// decode turns the bytes of a text file into UTF-8 without a byte order mark
// (QRK-1). bad is the offset of the first byte that is not UTF-8, in which case
// all of it was taken for Latin-1; it is -1 otherwise.
func decode(data []byte) (text string, bad int) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return string(data), -1
	}
	bad = 0
	for bad < len(data) {
		r, n := utf8.DecodeRune(data[bad:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		bad += n
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String(), bad
}

// lines ends every line with LF (SCR-5).
func lines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// lineAt returns the line, from 1, of an offset. CR alone ends a line as well.
func lineAt(data []byte, offset int) int {
	return 1 + strings.Count(lines(string(data[:min(max(offset, 0), len(data))])), "\n")
}
