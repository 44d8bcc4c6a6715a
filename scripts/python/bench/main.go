// Command bench compares dryfire with Jython and CPython 2.7 on the same
// Python texts, in turn, over several rounds: the typical tag event handler,
// warmed up and over its first events, each time in a process of its own, and
// the start of a one-line script. It prints medians and ratios.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/scripts/system"
	"dryfire/tags"
)

//go:embed handler.py
var handler string

//go:embed reference.py
var reference string

// How many events are timed: the first of a process, and those after it has
// run warm events.
const (
	firstEvents = 400_000
	warmEvents  = 1_000_000
	timedEvents = 400_000
)

func main() {
	rounds := flag.Int("rounds", 5, "rounds of the handler")
	starts := flag.Int("starts", 15, "starts of a one-line script")
	own := flag.Bool("own", false, "run the handler in this process and print its times, as the other engines do")
	dryfire := flag.String("dryfire", "", "the dryfire `program` whose start is timed; it is built if not given")
	flag.Parse()
	err := error(nil)
	if *own {
		scripts.TuneCollector() // as dryfire does
		err = runHandler()
	} else {
		err = compare(*rounds, *starts, *dryfire)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// plant is the world of the handler: it records what is sent.
type plant struct {
	scripts.World
	sent    int
	payload tags.Value
}

func (p *plant) SendMessage(_ *scripts.Run, m *scripts.Message) ([]string, error) {
	p.sent++
	p.payload = m.Payload
	return nil, nil
}

// runHandler runs the handler on the product's own path, tag values in and a
// message out, and prints nanoseconds an event, first and warm, and the last
// message.
func runHandler() error {
	p, err := python.Language.Compile(scripts.Source{Name: "handler.py", Text: handler, Form: scripts.FormFunction, Entry: "valueChanged",
		Params: []string{"tag", "tagPath", "previousValue", "currentValue", "initialChange", "missedEvents"}})
	if err != nil {
		return err
	}
	w := &plant{}
	h := scripts.NewHost(w, system.Library, scripts.Budget{}, 1)
	defer h.Close()
	run := &scripts.Run{In: "bench", Project: "proj"}
	var e scripts.Entry
	if _, err = h.Enter(run, func() (v tags.Value, err error) { e, err = p.Instantiate(h); return }); err != nil {
		return err
	}
	good, _ := tags.QualityByName("Good")
	quality := tags.QualityOf(good)
	path := tags.Unicode("[default]Line 1/Motor/Speed")
	events := func(n int) (each float64) {
		h.Pump(func() {
			args := make([]tags.Value, 6)
			value := func(f float64) tags.Value {
				return tags.FromQualified(&tags.QualifiedValue{Value: tags.Float(f), Quality: quality})
			}
			previous := value(0.5)
			start := time.Now()
			for i := range n {
				current := value(0.35 + float64(i%100))
				args = append(args[:0], path, path, previous, current, tags.Bool(false), tags.Bool(false))
				if _, cerr := h.Call(run, e, args); cerr != nil {
					err = cerr
					return
				}
				previous = current
			}
			each = float64(time.Since(start).Nanoseconds()) / float64(n)
		})
		return each
	}
	first := events(firstEvents)
	events(warmEvents - firstEvents)
	warm := events(timedEvents)
	if err != nil {
		return err
	}
	if w.sent != warmEvents+timedEvents {
		return fmt.Errorf("%d events sent %d messages", warmEvents+timedEvents, w.sent)
	}
	msg, _ := w.payload.Map().Get("msg")
	fmt.Printf("%.0f %.0f %s\n", first, warm, msg.Text())
	return nil
}

// engine is one way to run Python and what it took.
type engine struct {
	name        string
	handler     []string // runs the handler
	line        []string // runs a one-line script
	first, warm []float64
	start       []float64 // ns
}

const oneLine = "print 'hello'"

func compare(rounds, starts int, dryfire string) error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err == nil {
			err = os.WriteFile(path, []byte(text), 0o600)
		}
		return path
	}
	handlerFile, driver, line := write("handler.py", handler), write("reference.py", reference), write("line.py", oneLine+"\n")
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if dryfire == "" {
		dryfire = filepath.Join(dir, "dryfire")
		if out, err := exec.Command("go", "build", "-o", dryfire, "dryfire/cmd/dryfire").CombinedOutput(); err != nil {
			return fmt.Errorf("dryfire cannot be built: %w\n%s", err, out)
		}
	}
	counts := []string{strconv.Itoa(firstEvents), strconv.Itoa(warmEvents), strconv.Itoa(timedEvents)}
	engines := []*engine{{name: "dryfire", handler: []string{self, "-own"}, line: []string{dryfire, "script", line}}}
	jython, err := exec.LookPath("jython")
	if err != nil {
		return errors.New("jython is not installed; Debian's package is called jython")
	}
	engines = append(engines, &engine{name: "Jython", handler: append([]string{jython, driver, handlerFile}, counts...), line: []string{jython, "-c", oneLine}})
	if python := cpython(); python != "" {
		engines = append(engines, &engine{name: "CPython 2.7", handler: append([]string{python, driver, handlerFile}, counts...), line: []string{python, "-c", oneLine}})
	} else {
		fmt.Println("no CPython 2.7 here: it is left out")
	}
	message := ""
	for r := range rounds {
		for _, e := range engines {
			first, warm, msg, err := e.events()
			if err != nil {
				return err
			}
			if message == "" {
				message = msg
			} else if msg != message {
				return fmt.Errorf("%s sent %q, dryfire %q", e.name, msg, message)
			}
			e.first, e.warm = append(e.first, first), append(e.warm, warm)
			fmt.Printf("round %d  %-12s first %6.0f  warm %6.0f ns an event\n", r+1, e.name, first, warm)
		}
	}
	for range starts {
		for _, e := range engines {
			begin := time.Now()
			out, err := exec.Command(e.line[0], e.line[1:]...).Output()
			took := time.Since(begin)
			if err != nil || string(out) != "hello\n" {
				return fmt.Errorf("%s printed %q: %w", e.name, out, err)
			}
			e.start = append(e.start, float64(took.Nanoseconds()))
		}
	}
	report(engines, rounds, starts)
	return nil
}

// cpython finds a working CPython 2.7.
func cpython() string {
	for _, name := range []string{"python2.7", "python2"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if out, err := exec.Command(path, "-c", "import sys; print sys.version_info[:2] == (2, 7)").Output(); err == nil && strings.TrimSpace(string(out)) == "True" {
			return path
		}
	}
	return ""
}

// events runs the handler in a process of its own.
func (e *engine) events() (first, warm float64, msg string, err error) {
	c := exec.Command(e.handler[0], e.handler[1:]...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return 0, 0, "", fmt.Errorf("%s: %w", e.name, err)
	}
	fields := strings.SplitN(strings.TrimSpace(string(out)), " ", 3)
	if len(fields) != 3 {
		return 0, 0, "", fmt.Errorf("%s printed %q", e.name, out)
	}
	if first, err = strconv.ParseFloat(fields[0], 64); err != nil {
		return 0, 0, "", fmt.Errorf("%s printed %q: %w", e.name, out, err)
	}
	if warm, err = strconv.ParseFloat(fields[1], 64); err != nil {
		return 0, 0, "", fmt.Errorf("%s printed %q: %w", e.name, out, err)
	}
	return first, warm, fields[2], nil
}

func report(engines []*engine, rounds, starts int) {
	fmt.Printf("\n%s, %d cores, %s/%s, %s\n", time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version())
	fmt.Printf("medians of %d rounds and %d starts; ratios are dryfire's time to the other's, x faster for starts\n\n", rounds, starts)
	fmt.Printf("| | %d events warmed by %d, ns | first %d events, ns | one-line script, ms |\n|---|---:|---:|---:|\n", timedEvents, warmEvents, firstEvents)
	own := engines[0]
	for i, e := range engines {
		if i == 0 {
			fmt.Printf("| %s | %.0f | %.0f | %.1f |\n", e.name, median(e.warm), median(e.first), median(e.start)/1e6)
			continue
		}
		fmt.Printf("| %s | %.0f (%.2f) | %.0f (%.2f) | %.1f (%.0fx) |\n", e.name, median(e.warm), median(own.warm)/median(e.warm),
			median(e.first), median(own.first)/median(e.first), median(e.start)/1e6, median(e.start)/median(own.start))
	}
}

func median(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(x))
	if n := len(s); n%2 == 0 {
		return (s[n/2-1] + s[n/2]) / 2
	}
	return s[len(s)/2]
}
