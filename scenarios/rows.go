package scenarios

// How a comparison of lists is shown: rows of what was expected beside what
// happened.

import (
	"fmt"
	"slices"
	"strings"

	"dryfire/scenarios/match"
	"dryfire/tags"
)

// row is one line of a comparison: an expected entry, what happened, or both.
type row struct {
	entry *Entry
	got   tags.Value
	there bool // got is there
	same  bool
	brief tags.Value // what to show of something that no entry expects
}

// show fills in a failure from rows.
func (f *Failure) show(rows []row) {
	var want, got []string
	for _, r := range rows {
		var w, g []string
		switch {
		case r.entry == nil:
			w, g = match.Sides(nil, r.brief, false, "- ")
			f.Details = append(f.Details, "not expected: "+match.Show(r.brief))
		case !r.there:
			w, g = match.Sides(r.entry.Pattern, tags.Value{}, true, "- ")
			f.Details = append(f.Details, "missing: "+r.entry.Pattern.String())
		default:
			w, g = match.Sides(r.entry.Pattern, r.got, false, "- ")
			if !r.same {
				name := headline(r.got)
				for _, m := range r.entry.Pattern.Compare(r.got) {
					f.Details = append(f.Details, strings.TrimPrefix(name+": "+m.String(), ": "))
				}
			}
		}
		want, got = append(want, w...), append(got, g...)
	}
	f.Expected, f.Actual = strings.Join(want, "\n"), strings.Join(got, "\n")
	f.Want, f.Got = jsonRows(rows, func(r row) bool { return r.entry != nil }, func(b []byte, r row) []byte { return r.entry.Pattern.AppendJSON(b) }),
		jsonRows(rows, func(r row) bool { return r.entry == nil || r.there }, func(b []byte, r row) []byte { return tags.AppendJSON(b, r.got) })
	f.Diff = match.Diff(want, got)
}

// jsonRows is one side of rows as a JSON list.
func jsonRows(rows []row, has func(row) bool, value func([]byte, row) []byte) []byte {
	b := []byte{'['}
	for _, r := range rows {
		if has(r) {
			if len(b) > 1 {
				b = append(b, ',')
			}
			b = value(b, r)
		}
	}
	return append(b, ']')
}

// headline names a thing in a few words.
func headline(v tags.Value) string {
	var words []string
	for _, key := range []string{"on", "tag", "event", "handler", "logger", "function", "in"} {
		if e, ok := match.Entry(v, key); ok && e.IsText() {
			words = append(words, e.Text())
		}
	}
	return strings.Join(words, " ")
}

// without leaves entries out that say nothing.
func brief(v tags.Value) tags.Value {
	m := v.Map()
	out := tags.NewMap(m.Len())
	for i := range m.Len() {
		k, e := m.At(i)
		switch key := k.Text(); {
		case e.IsNull() && key != "payload" && key != "value", key == "keywords" && e.Map() != nil && e.Map().Len() == 0, key == "initialChange" && !e.Bool(), key == "missedEvents" && !e.Bool(),
			key == "project", key == "selected":
		case e.Qualified() != nil:
			q := e.Qualified()
			if q.Quality.Code == tags.Good {
				e = q.Value
			} else {
				e = mapValue(pair{"value", q.Value}, pair{"quality", tags.FromQuality(q.Quality)})
			}
			out.Set(k, e)
		case key == "error":
			typ, _ := match.Entry(e, "type")
			message, _ := match.Entry(e, "message")
			out.Set(k, textValue(typ.Text()+": "+message.Text()))
		default:
			out.Set(k, e)
		}
	}
	return tags.FromMap(out)
}

// maxRows is how many rows a comparison shows; beyond that a count must do.
const maxRows = 5000

// reordered reports whether what is missing is there, but elsewhere in the list.
func reordered(rows []row) bool {
	var extra []tags.Value
	for _, r := range rows {
		if r.entry == nil {
			extra = append(extra, r.got)
		}
	}
	for _, r := range rows {
		if r.entry == nil || r.there {
			continue
		}
		i := slices.IndexFunc(extra, r.entry.Pattern.Matches)
		if i < 0 {
			return false
		}
		extra = slices.Delete(extra, i, i+1)
	}
	return len(extra) == 0
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
