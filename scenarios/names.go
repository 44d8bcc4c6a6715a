package scenarios

// The small languages in which scenarios name things: who something happens
// on, which script is meant, durations, and suggestions for misspelled words.

import (
	"fmt"
	"strings"
	"time"

	"dryfire/scripts"
	"dryfire/tags"
)

// On is where something happens: gateway, session s1, client c1, designer d1,
// tag "[default]x" or link agent-8088, at a remote gateway with @NAME.
type On struct {
	Kind    string // gateway, session, client, designer, tag or link
	ID      string // of a session, client or Designer; path of a tag; name of a link's gateway
	Gateway string // a remote gateway; "" for the local one
}

// String spells the name as the journal does.
func (o On) String() string {
	s := o.Kind
	switch {
	case o.Kind == "tag":
		s += ` "` + o.ID + `"`
	case o.ID != "":
		s += " " + o.ID
	}
	if o.Gateway != "" {
		s += "@" + o.Gateway
	}
	return s
}

// parseOn reads a name; kinds are those that are allowed. remote tells which
// names are remote gateways: ids may hold an @ themselves.
func parseOn(text string, remote func(string) bool, kinds ...string) (On, bool) {
	kind, id, hasID := strings.Cut(text, " ")
	if kind, gateway, ok := strings.Cut(text, "@"); ok && kind == "gateway" {
		return On{Kind: "gateway", Gateway: gateway}, gateway != "" && contains(kinds, "gateway")
	}
	if !contains(kinds, kind) || hasID == (kind == "gateway") {
		return On{}, false
	}
	on := On{Kind: kind, ID: strings.TrimSpace(id)}
	if kind == "gateway" {
		return on, true
	}
	if i := strings.LastIndexByte(on.ID, '@'); i > 0 && kind != "link" && remote(on.ID[i+1:]) {
		on.ID, on.Gateway = on.ID[:i], on.ID[i+1:]
	}
	if kind == "tag" {
		on.ID = unquote(on.ID)
	}
	return on, on.ID != ""
}

func unquote(s string) string {
	if len(s) >= 2 && s[0] == s[len(s)-1] && (s[0] == '"' || s[0] == '\'') {
		return s[1 : len(s)-1]
	}
	return s
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// tagKey returns what is the same for all spellings of a tag's path (PTH-5),
// and the reason if path is not the full path of a tag.
func tagKey(path string) (key string, p tags.Path, problem string) {
	p, err := tags.ParsePath(path)
	switch {
	case err != nil:
		return "", p, strings.TrimPrefix(err.Error(), tags.ErrPath.Error()+" ")
	case p.IsRelative() || p.Provider == "" || p.Tag == "":
		return "", p, "no full path"
	}
	return strings.ToLower(p.Provider + "]" + p.Tag), p, ""
}

// parseDuration reads 200ms, 2s, 1h30m or 0.
func parseDuration(text string) (time.Duration, bool) {
	if text == "" || text[0] == '-' || text[0] == '+' {
		return 0, false
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0 && d <= maxDuration
}

// maxDuration keeps sums of durations far from overflow.
const maxDuration = 100 * 365 * 24 * time.Hour

// didYouMean returns the word that is so close to a wrong one that it may be
// meant, as a hint, or "".
func didYouMean(wrong string, words []string) string {
	if best := scripts.Nearest(wrong, words); best != "" {
		return fmt.Sprintf("did you mean %s?", best)
	}
	return ""
}

// oneOf spells a list of alternatives.
func oneOf(words []string) string {
	switch len(words) {
	case 0:
		return "none"
	case 1:
		return words[0]
	}
	return "one of " + strings.Join(words, ", ")
}
