package scenarios

// Many scenarios at once. Files are loaded and scenarios run on all
// processors; results come out one by one in the order of files and documents.

import (
	"cmp"
	"regexp"
	"runtime"
	"slices"
	"sync"
	"time"
)

// Suite runs scenario files. The zero value is usable.
type Suite struct {
	Options  RunOptions
	Filter   *regexp.Regexp // only scenarios whose name matches; nil for all
	Parallel int            // scenarios at a time; 0 is the number of processors
	Loader   *Loader        // nil for a new one
	Update   bool           // rewrite expectations to what happened
}

// Summary counts results.
type Summary struct {
	Passed, Failed, Errors int
	Took                   time.Duration
	Updated                []string // files that were rewritten
	UpdateErrors           []error  // why others could not be
	Rewritten              int      // of the failed ones, those that pass since their file was rewritten
}

// Total returns the number of results.
func (s Summary) Total() int { return s.Passed + s.Failed + s.Errors }

// ExitStatus returns what a process should end with: 0 if all is well, 1 if a
// scenario failed or was stopped, 2 if a file can't be read. What failed and
// passes now that its expectations were rewritten is well.
func (s Summary) ExitStatus() int {
	switch {
	case s.Errors > 0:
		return 2
	case s.Failed > s.Rewritten:
		return 1
	}
	return 0
}

// Add counts one result.
func (s *Summary) Add(r *Result) {
	switch r.Status {
	case Passed:
		s.Passed++
	case Failed:
		s.Failed++
	default:
		s.Errors++
	}
}

// batch is how many scenarios of a file one task runs, so that handing them
// out costs little.
const batch = 16

// Run runs all scenarios of the files and gives each result to each, in the
// order of files and documents, from the calling goroutine. A file that is no
// YAML is one result with the status error, and so is each document of a file
// that can't be read.
func (s *Suite) Run(files []string, each func(*Result)) Summary {
	began := time.Now()
	workers := s.Parallel
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	loader := s.Loader
	if loader == nil {
		loader = NewLoader()
	}
	options := s.Options
	options.update = s.Update
	tasks := make(chan func())
	var running sync.WaitGroup
	for range workers {
		running.Add(1)
		go func() {
			defer running.Done()
			for task := range tasks {
				task()
			}
		}()
	}
	// loaded and results are futures: their order is that of the files, and
	// their capacity bounds how far loading runs ahead of running and running
	// ahead of reporting.
	loaded := make(chan chan *loadedFile, 2*workers)
	results := make(chan chan []*Result, 8*workers)
	go func() {
		for _, path := range files {
			done := make(chan *loadedFile, 1)
			loaded <- done
			tasks <- func() { done <- loadFile(loader, path) }
		}
		close(loaded)
	}()
	go func() {
		for done := range loaded {
			s.queue(<-done, options, tasks, results)
		}
		close(results)
		close(tasks)
	}()
	var sum Summary
	var u updater
	var failed []*Result
	for done := range results {
		for _, r := range <-done {
			if s.Update {
				u.add(r)
				if r.Status == Failed {
					failed = append(failed, r)
				}
			}
			sum.Add(r)
			each(r)
		}
	}
	running.Wait()
	if s.Update {
		sum.Updated, sum.UpdateErrors = u.finish()
		sum.Rewritten = s.again(sum.Updated, failed)
	}
	sum.Took = time.Since(began)
	return sum
}

// again runs rewritten files once more and returns how many of what failed
// pass now.
func (s *Suite) again(files []string, failed []*Result) int {
	if len(files) == 0 {
		return 0
	}
	type key struct {
		file  string
		index int
	}
	passes := map[key]bool{}
	once := *s
	once.Update, once.Loader, once.Options.Journal = false, nil, false
	once.Run(files, func(r *Result) { passes[key{r.File, r.Index}] = r.Status == Passed })
	n := 0
	for _, r := range failed {
		if passes[key{r.File, r.Index}] {
			n++
		}
	}
	return n
}

type loadedFile struct {
	path string
	file *File
	err  error
}

func loadFile(l *Loader, path string) *loadedFile {
	f, err := l.Load(path)
	return &loadedFile{path, f, err}
}

// queue hands out the scenarios of one file.
func (s *Suite) queue(f *loadedFile, options RunOptions, tasks chan func(), results chan chan []*Result) {
	if f.file == nil {
		done := make(chan []*Result, 1)
		done <- []*Result{Unreadable(f.path, f.err)}
		results <- done
		return
	}
	type item struct { // a scenario, or why there is none
		index    int
		scenario *Scenario
		err      *Error
	}
	var chosen []item
	for _, x := range f.file.Scenarios {
		if s.Filter == nil || s.Filter.MatchString(x.Name) {
			chosen = append(chosen, item{x.Index, x, nil})
		}
	}
	for _, e := range f.file.Errors {
		chosen = append(chosen, item{e.Index, nil, e.Err})
	}
	slices.SortFunc(chosen, func(x, y item) int { return cmp.Compare(x.index, y.index) })
	for len(chosen) > 0 {
		n := min(batch, len(chosen))
		part := chosen[:n]
		chosen = chosen[n:]
		done := make(chan []*Result, 1)
		results <- done
		tasks <- func() {
			out := make([]*Result, len(part))
			for i, x := range part {
				if x.err != nil {
					out[i] = Unreadable(f.path, x.err)
					out[i].Index = x.index
				} else {
					out[i] = x.scenario.Run(options)
				}
			}
			done <- out
		}
	}
}

// Unreadable is the result of a file, or of one of its documents, that can't be read.
func Unreadable(path string, err error) *Result {
	r := &Result{File: path, Status: Broken, Err: err}
	if e, ok := err.(*Error); ok && e.File == path {
		r.Line = e.Line
	}
	return r
}
