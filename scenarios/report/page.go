package report

// The HTML page: everything in one file, without scripts or anything to fetch.

import (
	"fmt"
	"html"
	"strings"

	"dryfire/scenarios"
)

type page struct {
	*output
	results []*scenarios.Result
}

func (p *page) Result(r *scenarios.Result) { p.results = append(p.results, r) }

const style = `:root{color-scheme:light dark;--ok:#1a7f37;--bad:#cf222e;--dim:#6e7781;--line:#d0d7de;--red:#ffebe9;--green:#e6ffec}
@media (prefers-color-scheme:dark){:root{--ok:#3fb950;--bad:#f85149;--dim:#8b949e;--line:#30363d;--red:#3c1618;--green:#12261e}}
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;margin:0 0 .2rem}h2{font-size:1rem;margin:1.6rem 0 .4rem;font-weight:600;overflow-wrap:anywhere}
details{border:1px solid var(--line);border-radius:6px;margin:.3rem 0;padding:.3rem .7rem}summary{cursor:pointer}
.passed b{color:var(--ok)}.failed b,.error b{color:var(--bad)}.dim{color:var(--dim)}
pre{font:13px/1.45 ui-monospace,monospace;overflow-x:auto;margin:.4rem 0;padding:.4rem .6rem;border:1px solid var(--line);border-radius:6px}
pre i{font-style:normal;display:block}.m{background:var(--red)}.p{background:var(--green)}
ol{margin:.4rem 0;padding-left:1.6rem}li.failed{color:var(--bad)}.about{white-space:pre-line}
`

func (p *page) Finish(sum scenarios.Summary) error {
	title := fmt.Sprintf("%d passed, %d failed", sum.Passed, sum.Failed)
	if sum.Errors > 0 {
		title += ", " + plural(sum.Errors, "file unreadable", "files unreadable")
	}
	p.printf("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n", esc(title), style)
	p.printf("<h1>%s</h1>\n<p class=\"dim\">%s in %s</p>\n", esc(title), plural(sum.Total(), "scenario", "scenarios"), duration(sum.Took))
	file := ""
	for i, r := range p.results {
		if i == 0 || r.File != file {
			file = r.File
			p.printf("<h2>%s</h2>\n", esc(file))
		}
		p.result(r)
	}
	p.write("</body>\n</html>\n")
	return p.flush()
}

func esc(s string) string { return html.EscapeString(strings.ToValidUTF8(s, "\ufffd")) }

func (p *page) result(r *scenarios.Result) {
	open := ""
	if r.Status != scenarios.Passed {
		open = " open"
	}
	p.printf("<details class=\"%s\"%s><summary><b>%s</b> %s <span class=\"dim\">%s</span></summary>\n", r.Status, open, r.Status, esc(name(r)), esc(steps(r)))
	if r.About != "" {
		p.printf("<p class=\"about dim\">%s</p>\n", esc(r.About))
	}
	if r.Err != nil {
		p.printf("<pre>%s</pre>\n", esc(r.Err.Error()))
	}
	for _, w := range r.Warnings {
		p.printf("<p class=\"dim\">warning: %s</p>\n", esc(w))
	}
	for i := range r.Failures {
		p.failure(&r.Failures[i])
	}
	if len(r.Steps) > 1 {
		p.write("<ol>\n")
		for _, s := range r.Steps[1:] {
			class, label := "", s.Action
			if s.Failed {
				class = ` class="failed"`
			}
			if s.Name != "" {
				label = s.Name + ": " + label
			}
			p.printf("<li%s>%s <span class=\"dim\">line %d, at %s</span></li>\n", class, esc(label), s.Line, s.At)
		}
		p.write("</ol>\n")
	}
	if r.Output != "" {
		p.printf("<pre>%s</pre>\n", esc(r.Output))
	}
	p.write("</details>\n")
}

func (p *page) failure(f *scenarios.Failure) {
	p.printf("<p><b>%s</b>: %s <span class=\"dim\">%s</span></p>\n", esc(f.Expectation), esc(f.Message), esc(f.Place()))
	switch {
	case len(f.Diff) > 0:
		p.write("<pre>")
		for _, l := range f.Diff {
			class := ""
			switch l.Mark {
			case '-':
				class = ` class="m"`
			case '+':
				class = ` class="p"`
			}
			p.printf("<i%s>%c %s</i>", class, l.Mark, esc(l.Text))
		}
		p.write("</pre>\n")
	case f.Actual != "":
		p.printf("<pre>%s</pre>\n", esc(f.Actual))
	}
	lines := append([]string(nil), f.Details...)
	if f.Hint != "" {
		lines = append(lines, "hint: "+f.Hint)
	}
	if lines = append(lines, f.Receipts...); len(lines) > 0 {
		p.printf("<pre class=\"dim\">%s</pre>\n", esc(strings.Join(lines, "\n")))
	}
}
