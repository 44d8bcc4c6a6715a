package signal

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
)

// ReadCSV reads one column of a CSV file. column is the name of a column in
// the first line, or its number from 1 in a file whose first line is data; ""
// is 1. Cells are read as YAML reads unquoted text, so numbers, booleans and
// dates are what they look like; an empty cell writes nothing.
func ReadCSV(file string, text []byte, column string) (Samples, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	index := 0
	if n, err := strconv.Atoi(column); column == "" || err == nil {
		if column != "" {
			index = n - 1
		}
		if index < 0 {
			return nil, fmt.Errorf("%s: got column %q, want a number from 1 on or a name", file, column)
		}
	} else {
		head, err := r.Read()
		if err != nil {
			return nil, csvError(file, err, "a first line with the names of the columns")
		}
		index = -1
		for i, name := range head {
			if strings.TrimSpace(name) == column {
				index = i
			}
		}
		if index < 0 {
			return nil, fmt.Errorf("%s:1:1: got no column %q, want one of %s", file, column, strings.Join(head, ", "))
		}
	}
	var out Samples
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, csvError(file, err, "lines of cells with commas between them")
		}
		if index >= len(row) {
			line, _ := r.FieldPos(0)
			return nil, fmt.Errorf("%s:%d:1: got %d cells, want at least %d", file, line, len(row), index+1)
		}
		out = append(out, cell(row[index]))
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: got no values, want at least one line", file)
	}
	return out, nil
}

func csvError(file string, err error, want string) error {
	var at *csv.ParseError
	if e, ok := err.(*csv.ParseError); ok {
		at = e
		return fmt.Errorf("%s:%d:%d: got %w, want %s", file, at.Line, at.Column, at.Err, want)
	}
	return fmt.Errorf("%s: got %w, want %s", file, err, want)
}

func cell(text string) Sample {
	text = strings.TrimSpace(text)
	if text == "" {
		return Sample{Skip: true}
	}
	return Sample{Value: match.ScalarValue(yaml.Scalar(text))}
}
