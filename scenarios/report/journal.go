package report

import (
	"fmt"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/scripts"
	"dryfire/tags"
)

// Line is a record of the journal in a line for people who watch a plant: when,
// what, and about whom. Records that only matter when something is looked into
// (events queued, tags read, runs ended, deliveries that went well) give "",
// unless all is set. Long lines are cut: the journal as NDJSON has all of it.
// began is the time at which the journal's clock stood at 0.
func Line(r *events.Record, began time.Time, all bool) string {
	kind, text := describe(r, all)
	if kind == "" {
		return ""
	}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := range lines {
		lines[i] = clip(lines[i])
	}
	if n := len(lines); n > maxLines {
		lines = append(lines[:maxLines], fmt.Sprintf("… and %d more lines", n-maxLines))
	}
	return fmt.Sprintf("%s  %-10s  %s", began.Add(r.At).UTC().Format("2006-01-02 15:04:05.000"), kind, strings.Join(lines, "\n    "))
}

const (
	maxLine  = 500 // characters
	maxLines = 100
)

func clip(s string) string {
	if len(s) <= maxLine {
		return s
	}
	if r := []rune(s); len(r) > maxLine {
		return fmt.Sprintf("%s … and %d more characters", string(r[:maxLine]), len(r)-maxLine)
	}
	return s
}

func describe(r *events.Record, all bool) (kind, text string) {
	switch d := r.Detail.(type) {
	case *events.Stimulus:
		return d.Action, d.Text
	case *events.ValueChange:
		text = d.Tag + "  " + showQualified(d.Previous) + " → " + showQualified(d.Current)
		switch {
		case d.Backfill:
			text += "  (older than what the tag holds)"
		case d.Initial:
			text += "  (initial)"
		}
		return "value", text
	case *events.Queued:
		if r.Kind == events.KindDrop {
			return "dropped", fmt.Sprintf("%s %s of %s: the tag's queue is full (missedEvents)", d.Tag, d.Event, showQualified(d.Current))
		}
		if all {
			return "queued", fmt.Sprintf("%s %s, %d waiting", d.Tag, d.Event, d.Depth)
		}
	case *events.Run:
		switch {
		case d.Kind == events.RunMessage || d.Kind == events.RunRequest:
			return "handler", d.On + "  " + d.In + "  " + match.Show(d.Payload)
		case d.Kind == events.RunTagEvent && d.Missed:
			return "run", d.In + "  (missedEvents)"
		}
		return "run", d.In
	case *events.End:
		if all {
			return "end", d.Run.In
		}
	case *events.Access:
		switch {
		case r.Kind == events.KindWrite:
			return "write", d.Path + " = " + match.Show(d.Value) + "  " + d.Quality.String()
		case all:
			return "read", d.Path + "  " + match.Show(d.Value) + "  " + d.Quality.String()
		}
	case *events.Send:
		text = fmt.Sprintf("%s to %s/%s", d.From, d.Project, d.Handler)
		if d.Scope != "" {
			text += ", scope " + d.Scope
		}
		return "send", text + "  " + match.Show(d.Payload)
	case *events.Receipt:
		if !all && (d.Reason.OK() || !d.Selected && !loud(d.Reason)) {
			return "", ""
		}
		text = fmt.Sprintf("%s %s: %s", d.Endpoint, d.Handler, d.Reason)
		if d.Detail != "" {
			text += " (" + d.Detail + ")"
		}
		return "receipt", text
	case *events.Log:
		text = fmt.Sprintf("%-5s [%s] %s", strings.ToUpper(d.Level), d.Logger, d.Message)
		if d.Stack != "" {
			text += "\n" + d.Stack
		}
		return "log", text
	case *events.Output:
		return "print", d.Text
	case *events.ScriptError:
		text = fmt.Sprintf("%s: %s: %s", d.In, d.Type, d.Message)
		if d.Line > 0 {
			text += fmt.Sprintf(" (line %d)", d.Line)
		}
		if d.Hint != "" {
			text += "\nhint: " + d.Hint
		}
		return "error", text
	case *events.Call:
		text = scripts.CallText(d.Function, d.Args, d.Keywords)
		switch {
		case d.Unprepared:
			return "call", text + " is not simulated and has no stub"
		case d.Type != "":
			return "call", text + " raised " + d.Type + ": " + d.Message
		}
		return "call", text + " returned " + match.Show(d.Returned)
	}
	return "", ""
}

// loud reports whether an undelivered message is worth a line though the
// platform does not list the endpoint among the recipients.
func loud(r events.Reason) bool {
	switch r {
	case events.NoSuchProject, events.NoSuchGateway, events.GatewayUnreachable, events.NotTransferable, events.NoSuchHandler, events.DesignerWrites:
		return true
	}
	return false
}

func showQualified(q tags.QualifiedValue) string {
	if q.Quality.Code == tags.Good {
		return match.Show(q.Value)
	}
	return match.Show(q.Value) + " (" + q.Quality.String() + ")"
}
