package library_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What would reach outside the simulation says so by name.
func TestRefused(t *testing.T) {
	var out bytes.Buffer
	th, en := simulated(&out), newEnv()
	for _, c := range []struct{ src, want string }{
		{"import os, os.path", ""},
		{"os.listdir('.')", "OSError: os.listdir: scripts under test do not reach files\n"},
		{"os.getcwd()", "OSError: os.getcwd: scripts under test do not reach files\n"},
		{"os.system('ls')", "OSError: os.system: scripts under test do not reach processes\n"},
		{"os.path.exists('/x')", "OSError: os.path.exists: scripts under test do not reach files\n"},
		{"os.path.abspath('x/y')", "OSError: os.path.abspath: scripts under test do not reach files and have no current directory to resolve 'x/y' against\n"},
		{"os.path.relpath('../x', 'a')", "OSError: os.path.relpath: scripts under test do not reach files and have no current directory to resolve '../x' against\n"},
		{"os.path.expanduser('~/x')", "OSError: os.path.expanduser: scripts under test do not reach files and have no home directory for '~/x'\n"},
		{"os.environ", "{}\n"},
		{"os.environ['NAME'] = 'v'; os.path.expandvars('$NAME/${NAME}/$NO'), os.getenv('NAME')", ""},
		{"os.path.expandvars('$NAME/${NAME}/$NO'), os.getenv('NAME')", "('v/v/$NO', 'v')\n"},
		{"import urllib", ""},
		{"urllib.urlopen('http://x')", "IOError: urllib.urlopen: scripts under test do not reach the network\n"},
	} {
		assert.Equal(t, c.want, answer(th, en, &out, c.src), c.src)
	}
}
