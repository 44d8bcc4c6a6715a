package projectfile

// Scripts: how their text is stored, and what can be said about it without
// compiling it.

import (
	"fmt"
	"regexp"
	"strings"

	"dryfire/scripts"
)

// Form says how the text of a script is stored (SCR-1).
type Form uint8

// The stored forms.
const (
	FormModule   Form = iota // M: a library module
	FormFunction             // D: text that defines its entry function
	FormBody                 // B: statements indented by one level, without their def line
	FormProgram              // T: top-level code that is run anew for every event
)

// String returns the letter of the reference: M, D, B or T.
func (f Form) String() string {
	if int(f) < len("MDBT") {
		return "MDBT"[f : f+1]
	}
	return fmt.Sprintf("Form(%d)", uint8(f))
}

// Script is one script as it is stored.
type Script struct {
	// Name is what tracebacks call the script: its file, and for one of several
	// in a file its place in parentheses.
	Name string
	// File is the path of the file below the project folder, with slashes.
	File string
	// Place says where in the file the script is, for example: message handler
	// "ping". It is "" if the file is the script.
	Place string
	// Line is the line of the file on which the text begins: 1 for a file of
	// its own, the line of the string in a JSON file, 0 in a data.bin.
	Line int
	// Text is UTF-8 without a byte order mark, its lines ended by LF (SCR-5,
	// QRK-1), otherwise exactly as stored: never indented anew or stripped
	// (SCR-2).
	Text string
	Form Form
	// Entry is the name of the function to call; "" for modules and programs.
	Entry string
	// Params are the names of its parameters; for a program, the names that
	// its namespace holds for each event.
	Params []string
	// Resource is the path of the resource in the gateway's spelling, by which
	// a child project replaces it (LIB-4), for example
	// com.inductiveautomation.perspective/message/refresh.
	Resource string
	// Refused says why an 8.3 gateway would not run the script: there is text
	// outside its one function, or the function has another name (GWE-3). It is
	// "" for scripts that nothing is known against, and there is a warning for
	// every other.
	Refused string
}

// Header returns the def line that a body runs under (section 4 of the
// reference), "" for the other forms.
func (s *Script) Header() string {
	if s.Form != FormBody {
		return ""
	}
	return "def " + s.Entry + "(" + strings.Join(s.Params, ", ") + "):"
}

// Module returns the whole text to compile: bodies under their header, and
// always a newline at the end (SCR-2, SCR-5). In it the lines of a body stand
// one lower than in Text (SCR-11).
func (s *Script) Module() string {
	if h := s.Header(); h != "" {
		return h + "\n" + s.Text + "\n"
	}
	return terminated(s.Text)
}

// Source returns the script for a language to compile. Lines in its errors
// count in Text from 1. A module and a program both become a
// [scripts.FormProgram]; the host runs the one once, the other for each event.
func (s *Script) Source() scripts.Source {
	form := scripts.FormProgram
	switch s.Form {
	case FormFunction:
		form = scripts.FormFunction
	case FormBody:
		form = scripts.FormBody
	}
	return scripts.Source{Name: s.Name, Text: terminated(s.Text), Form: form, Entry: s.Entry, Params: s.Params}
}

// Position returns where a line of Text is to be found: file:line for a script
// with a file of its own, otherwise the file, the place and the line in it.
func (s *Script) Position(line int) string {
	switch {
	case s.Place == "":
		return fmt.Sprintf("%s:%d", s.File, line)
	case s.Line > 0:
		return fmt.Sprintf("%s:%d: %s, line %d", s.File, s.Line, s.Place, line)
	}
	return fmt.Sprintf("%s: %s, line %d", s.File, s.Place, line)
}

func terminated(text string) string {
	if strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// signature is an entry function with its parameters.
type signature struct {
	entry  string
	params []string
}

func sign(entry string, params ...string) signature { return signature{entry, params} }

func (s signature) String() string { return s.entry + "(" + strings.Join(s.params, ", ") + ")" }

// The functions of section 4 and of the resource matrix. The arguments of
// session events marked as guesses there are those of DEC-38.
var (
	gatewayMessage  = sign("handleMessage", "payload")
	gatewayTag      = sign("onTagChange", "initialChange", "newValue", "previousValue", "event", "executionCount")
	gatewayTimer    = sign("handleTimerEvent")
	gatewaySchedule = sign("handleScheduleEvent")
	gatewayStartup  = sign("onStartup")
	gatewayShutdown = sign("onShutdown")
	gatewayUpdate   = sign("onUpdate", "actor", "resources")

	sessionMessage       = sign("handleMessage", "session", "payload")
	sessionStartup       = sign("onStartup", "session")
	sessionShutdown      = sign("onShutdown", "session")
	sessionPageStartup   = sign("onPageStartup", "page")
	sessionBarcode       = sign("onBarcodeDataReceived", "session", "data", "context")
	sessionBluetooth     = sign("onBluetoothReceived", "session", "data", "context")
	sessionAccelerometer = sign("onAccelerometerDataReceived", "session", "data", "context")
	sessionNdef          = sign("onNdefDataReceived", "session", "data", "context")
	sessionAuthChallenge = sign("onAuthChallengeCompleted", "session", "data", "context")
	sessionKey           = sign("onKeyEvent", "page", "event")
	sessionForm          = sign("handleSubmission", "session", "name", "data", "formContext", "sessionContext", "retry")

	componentMessage = sign("onMessageReceived", "self", "payload")
	componentEvent   = sign("runAction", "self", "event")
	propertyChange   = sign("valueChanged", "self", "previousValue", "currentValue", "origin", "missedEvents")
	scriptTransform  = sign("transform", "self", "value", "quality", "timestamp")
)

// identifier is what a function may be called.
var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// parameter is what may stand between the parentheses of a def line. It has no
// line break in it and cannot close the parenthesis, so that a name read from a
// file never becomes code.
var parameter = regexp.MustCompile(`^\*{0,2}[A-Za-z_][A-Za-z0-9_]*(\s*=\s*[A-Za-z0-9_.'" -]*)?$`)

// codeLine is a logical line of Python: joined over brackets, long strings and
// backslashes, without comments.
type codeLine struct {
	line   int // from 1
	column int // of its first character, from 0; tabs count 1
	text   string
}

// codeLines splits a text into logical lines. It follows Python's lexical
// rules for strings, brackets and comments and is content with any text.
func codeLines(text string) []codeLine {
	var lines []codeLine
	number, depth := 1, 0
	for i := 0; i < len(text); {
		start, first := i, -1
		line := number
		var b strings.Builder
	logical:
		for i < len(text) {
			c := text[i]
			switch {
			case c == '\n':
				number++
				i++
				if depth == 0 {
					break logical
				}
				b.WriteByte(' ')
				continue
			case c == '#':
				for i < len(text) && text[i] != '\n' {
					i++
				}
				continue
			case c == '\\' && i+1 < len(text) && text[i+1] == '\n':
				number++
				i += 2
				b.WriteByte(' ')
				continue
			case c == ' ' || c == '\t' || c == '\f':
				if first < 0 { // leading blanks give the column
					i++
					continue
				}
			case c == '(' || c == '[' || c == '{':
				depth++
			case (c == ')' || c == ']' || c == '}') && depth > 0:
				depth--
			}
			if first < 0 {
				first, line = i, number
			}
			if c == '"' || c == '\'' {
				end := stringEnd(text, i)
				b.WriteString(text[i:end])
				number += strings.Count(text[i:end], "\n")
				i = end
				continue
			}
			b.WriteByte(c)
			i++
		}
		if first >= 0 {
			column := first - start
			if nl := strings.LastIndexByte(text[start:first], '\n'); nl >= 0 {
				column = first - start - nl - 1
			}
			lines = append(lines, codeLine{line, column, strings.TrimSpace(b.String())})
		}
	}
	return lines
}

// stringEnd returns the offset behind the string literal whose first quote is
// at i. An unterminated one ends with its line or with the text.
func stringEnd(text string, i int) int {
	quote := text[i : i+1]
	long := strings.HasPrefix(text[i:], strings.Repeat(quote, 3))
	if long {
		quote = strings.Repeat(quote, 3)
	}
	for j := i + len(quote); j < len(text); j++ {
		switch {
		case text[j] == '\\':
			j++
		case text[j] == '\n' && !long:
			return j
		case strings.HasPrefix(text[j:], quote):
			return j + len(quote)
		}
	}
	return len(text)
}

// blank reports whether a text has neither statements nor a docstring: nothing
// but white space and comments (SCR-7).
func blank(text string) bool {
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		if line = strings.TrimLeft(line, " \t\f\v"); line != "" && line[0] != '#' {
			return false
		}
		text = rest
	}
	return true
}

var defLine = regexp.MustCompile(`^def\s+([A-Za-z_][A-Za-z0-9_]*)\s*\(`)

// hollow reports whether a text is a def line with nothing under it (SCR-7).
func hollow(text string) bool {
	lines := codeLines(text)
	return len(lines) == 1 && defLine.MatchString(lines[0].text) && strings.HasSuffix(lines[0].text, ":")
}

// outside looks for what makes an 8.3 gateway refuse an event file or never
// run it: text outside its one function, or another function in its place
// (GWE-3). It returns the line and what is wrong, "" if nothing is.
func outside(text string, sig signature) (line int, message string) {
	found := false
	for _, l := range codeLines(text) {
		if l.column > 0 {
			continue
		}
		m := defLine.FindStringSubmatch(l.text)
		switch {
		case m == nil, found:
			return l.line, fmt.Sprintf("there is text outside the function %s: the gateway refuses such a file with a SyntaxError (GWE-3)", sig)
		case m[1] != sig.entry:
			return l.line, fmt.Sprintf("the file defines %s, wanted %s: the gateway never runs it (GWE-3)", m[1], sig)
		}
		found = true
	}
	if !found {
		return 1, fmt.Sprintf("the file does not define %s", sig)
	}
	return 0, ""
}
