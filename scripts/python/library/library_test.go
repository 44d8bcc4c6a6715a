package library_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
)

// exchanges runs statements in one world and compares what each answers.
func exchanges(t *testing.T, th *object.Thread, out *bytes.Buffer, lines ...string) {
	t.Helper()
	en := newEnv()
	for i := 0; i+1 < len(lines); i += 2 {
		want := lines[i+1]
		if want != "" {
			want += "\n"
		}
		assert.Equal(t, want, answer(th, en, out, lines[i]), lines[i])
	}
}

// Time is the simulation's: it stands still but for sleep (JY-4 says nothing of clocks; RUN-14 of sleep).
func TestVirtualTime(t *testing.T) {
	var out bytes.Buffer
	exchanges(t, simulated(&out), &out,
		"import time, datetime", "",
		"from java.util import Date, Calendar", "",
		"from java.lang import System, Thread", "",
		"from java.time import Instant, LocalDateTime", "",
		"time.time()", "1710016200.0",
		"time.sleep(1.5); time.time()", "",
		"time.time(), time.clock()", "(1710016201.5, 1.5)",
		"datetime.datetime.now(), datetime.datetime.utcnow(), datetime.date.today()",
		"(datetime.datetime(2024, 3, 9, 14, 30, 1, 500000), datetime.datetime(2024, 3, 9, 20, 30, 1, 500000), datetime.date(2024, 3, 9))",
		"time.localtime()[:6], time.gmtime()[:6], time.ctime()", "((2024, 3, 9, 14, 30, 1), (2024, 3, 9, 20, 30, 1), 'Sat Mar  9 14:30:01 2024')",
		"Thread.sleep(500)", "",
		"Date(), Date().time, System.currentTimeMillis(), Calendar.getInstance().time", "(Sat Mar 09 14:30:02 CST 2024, 1710016202000L, 1710016202000L, Sat Mar 09 14:30:02 CST 2024)",
		"Instant.now(), LocalDateTime.now()", "(2024-03-09T20:30:02Z, 2024-03-09T14:30:02)",
		"time.sleep(-1)", "IOError: Invalid argument",
	)
}

// Two worlds with one seed make the same random numbers, others do not.
func TestSeed(t *testing.T) {
	run := func(seed int64) string {
		var out bytes.Buffer
		h := &host.Host{Clock: host.NewClock(time.Unix(0, 0)), Seed: seed}
		th := object.NewInterp(library.Configure(object.Config{Stdout: &out}, h))
		return answer(th, newEnv(), &out, "import random, uuid; from java.lang import Math; from java.util import UUID; print random.random(), random.Random().randint(1, 10 ** 9), uuid.uuid4(), Math.random(), UUID.randomUUID()")
	}
	assert.Equal(t, run(7), run(7))
	assert.NotEqual(t, run(7), run(8))
}

// What is missing is named, with what to do about it (MOD-2, LNG-9).
func TestMissingModules(t *testing.T) {
	var out bytes.Buffer
	exchanges(t, simulated(&out), &out,
		"import nosuch", "ImportError: No module named nosuch",
		"import socket", "ImportError: No module named socket (scripts under test do not reach the network; a stub can stand in for it: stubs: {socket: FILE.py} in the scenario, or a module socket in the project's script library)",
		"import xml.dom.minidom", "ImportError: No module named dom (not part of dryfire; a stub can stand in for it: stubs: {xml.dom: FILE.py} in the scenario, or a module xml.dom in the project's script library)",
		"from javax.imageio import ImageIO", "ImportError: No module named javax.imageio.ImageIO (dryfire has no class javax.imageio.ImageIO; a stub can stand in for it: stubs: {javax.imageio: FILE.py} in the scenario, or a module javax.imageio in the project's script library)",
		"import javax.swing", "",
		"javax.swing.JFrame()", "ImportError: No module named javax.swing.JFrame (dryfire has no class javax.swing.JFrame; a stub can stand in for it: stubs: {javax.swing: FILE.py} in the scenario, or a module javax.swing in the project's script library)",
		"import javax.imageio.ImageIO", "ImportError: No module named javax.imageio.ImageIO (dryfire has no class javax.imageio.ImageIO; a stub can stand in for it: stubs: {javax.imageio: FILE.py} in the scenario, or a module javax.imageio in the project's script library)",
		"from java.util import Nope", "ImportError: cannot import name Nope",
		"import java.util.Nope", "ImportError: No module named java.util.Nope (dryfire has no class java.util.Nope; a stub can stand in for it: stubs: {java.util: FILE.py} in the scenario, or a module java.util in the project's script library)",
	)
}

// A test can put objects in the place of modules and of Java classes.
func TestStubs(t *testing.T) {
	var out bytes.Buffer
	h := &host.Host{Clock: host.NewClock(time.Unix(0, 0))}
	th := object.NewInterp(library.Configure(object.Config{Stdout: &out, Import: func(_ *object.Thread, name string) (object.Value, bool) {
		switch name {
		case "socket":
			m := object.NewModule(name, "")
			m.Set("AF_INET", object.Int(2))
			return object.Obj(m), true
		case "javax.imageio.ImageIO", "java.util.Scanner":
			return object.Str("stub of " + name), true
		}
		return object.Value{}, false
	}}, h))
	exchanges(t, th, &out,
		"import socket", "",
		"socket.AF_INET", "2",
		"from javax.imageio import ImageIO", "",
		"ImageIO", "'stub of javax.imageio.ImageIO'",
		"import java.util.Scanner", "",
		"java.util.Scanner", "'stub of java.util.Scanner'",
		"from java.util import Date, Scanner", "",
		"Scanner", "'stub of java.util.Scanner'",
	)
}

// Budgets are charged before memory is taken and while Go code loops; scripts can't catch it.
func TestBudgets(t *testing.T) {
	for _, src := range []string{
		"import itertools; list(itertools.count())",
		"import itertools; list(itertools.product(range(1000), repeat=10 ** 9))",
		"import itertools; list(itertools.permutations(range(30)))",
		"import itertools; list(itertools.combinations(range(10), 10 ** 15))",
		"import itertools; next(itertools.dropwhile(lambda x: True, itertools.count()))",
		"import collections; collections.deque(iter(int, 1))",
		"import collections; collections.Counter({'a': 10 ** 9}).elements()",
		"import math; math.factorial(10 ** 9)",
		"import random; random.getrandbits(10 ** 12)",
		"import random; random.jumpahead(10 ** 12)",
		"import json; json.dumps(['x' * 1000] * 10 ** 6)",
		"import struct; struct.pack('2000000000x')",
		"import zlib; zlib.decompress(zlib.compress('\\0' * 10 ** 7) * 1) * 100",
		"import re; re.sub('a', 'b' * 10 ** 6, 'a' * 10 ** 4)",
		"import StringIO; f = StringIO.StringIO(); [f.write('x' * 1000) for i in xrange(10 ** 6)]",
		"from java.util import Collections; Collections.nCopies(2 * 10 ** 9, 'x')",
		"from java.util import ArrayList; a = ArrayList(); [a.add(i) for i in xrange(10 ** 9)]",
		"from java.math import BigInteger; BigInteger('2').pow(10 ** 9)",
		"from java.math import BigDecimal; BigDecimal('123456789012345678901234567890.5').pow(999999)",
		"from java.lang import String; String.format('%999999999d', [1])",
		"import textwrap; textwrap.fill('x y ' * 10 ** 6, 3)",
		"import pprint; pprint.pformat(range(10 ** 6), indent=1000)",
	} {
		t.Run(src, func(t *testing.T) {
			var out bytes.Buffer
			th := simulated(&out)
			th.Budget = object.Budget{Steps: 300_000, Memory: 20 << 20}
			got := answer(th, newEnv(), &out, "try:\n    "+src+"\nexcept:\n    print 'caught'\n")
			assert.Contains(t, got, "script used up its", src)
		})
	}
}

// A search that backtracks without end ends the run when its time is over.
func TestHopelessPattern(t *testing.T) {
	for _, src := range []string{
		"import re; re.match('(a+)+(b+)+$', 'a' * 40 + 'c' * 3)",
		"import re; re.compile('(a|aa)+$').sub('', 'a' * 60 + 'c')",
		"from java.util.regex import Pattern; Pattern.matches('(a+)+(b+)+$', 'a' * 40 + 'c' * 3)",
	} {
		t.Run(src, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			h := &host.Host{Clock: host.NewClock(time.Unix(0, 0))}
			th := object.NewInterp(library.Configure(object.Config{Stdout: &out, TimeLimit: 100 * time.Millisecond}, h))
			got := answer(th, newEnv(), &out, "try:\n    "+src+"\nexcept:\n    print 'caught'\n")
			assert.Contains(t, got, "used up its time in matching ", src)
			assert.Contains(t, got, "a pattern that backtracks too much", src)
		})
	}
}

// Nothing is made before a module is imported.
func TestLoadsLazily(t *testing.T) {
	library.Modules()
	h := &host.Host{Clock: host.NewClock(time.Unix(0, 0))}
	with := testing.AllocsPerRun(20, func() { object.NewInterp(library.Configure(object.Config{}, h)) })
	without := testing.AllocsPerRun(20, func() { object.NewInterp(object.Config{}) })
	assert.LessOrEqual(t, with, without+5)
}

// Every module loads, twice: in two interpreters that share the types.
func TestEveryModuleLoads(t *testing.T) {
	for name := range library.Modules() {
		for range 2 {
			var out bytes.Buffer
			got := answer(simulated(&out), newEnv(), &out, "import "+name)
			if strings.Contains(got, "is Python text") {
				continue // loaded by testdata/programs/modules of package python
			}
			require.Empty(t, got, name)
		}
	}
}

// Every class of the Java packages can be made and shown.
func TestEveryJavaClass(t *testing.T) {
	var out bytes.Buffer
	th := simulated(&out)
	for name := range library.Modules() {
		if !strings.HasPrefix(name, "java") {
			continue
		}
		got := answer(th, newEnv(), &out, fmt.Sprintf("import %s\nfor n in getattr(%s, '__all__'):\n    c = getattr(%s, n)\n    if n not in ('Class', 'Thread'): repr(c), c.getName(), c.__name__\n", name, name, name))
		assert.Empty(t, got, name)
	}
}

func TestDates(t *testing.T) {
	var out bytes.Buffer
	th := simulated(&out)
	v := java.NewDate(th, 1710016200000)
	assert.Equal(t, "Sat Mar 09 14:30:00 CST 2024", th.Str(v))
	ms, ok := java.DateMillis(v)
	assert.True(t, ok)
	assert.EqualValues(t, 1710016200000, ms)
	_, ok = java.DateMillis(object.Int(5))
	assert.False(t, ok)

	at := time.UnixMilli(1710016200000).UTC()
	s, err := java.FormatDate(at, "yyyy-MM-dd'T'HH:mm:ss.SSSZ")
	require.NoError(t, err)
	assert.Equal(t, "2024-03-09T20:30:00.000+0000", s)
	back, err := java.ParseDate(s, "yyyy-MM-dd'T'HH:mm:ss.SSSZ", time.UTC, at)
	require.NoError(t, err)
	assert.True(t, back.Equal(at))
	_, err = java.ParseDate("x", "yyyy", time.UTC, at)
	assert.EqualError(t, err, `Unparseable date: "x"`)
	_, err = java.FormatDate(at, "bbb")
	assert.EqualError(t, err, "Illegal pattern character 'b'")
}
