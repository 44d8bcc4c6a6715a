package python_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/scripts"
	"dryfire/tags"
)

const (
	recursion = "caught RuntimeError: maximum recursion depth exceeded"
	steps     = "step budget of 1000000 loop turns and calls exceeded"
	memory    = "memory budget of 32 MB exceeded"
)

// ends are programs that use up what they are given, and how they end: with a
// text that they return, or with a budget.
var ends = []struct{ name, text, end string }{
	// Classes and special methods that call one another without a function in between.
	{"__getattr__ returns the object", "class Null:\n    def __getattr__(self, name): return self\nlen(Null())", recursion},
	{"the same, printed", "class Null:\n    def __getattr__(self, name): return self\nrepr(Null())", recursion},
	{"a class that is its own __call__", "class A(object): pass\nA.__call__ = A()\nA()()", recursion},
	{"the same, old style", "class A: pass\nA.__call__ = A()\nA()()", recursion},
	{"an instance that is its own __call__", "class A: pass\na = A()\na.__call__ = a\na()", recursion},
	{"a key that is called for ever", "class A(object): pass\nA.__call__ = A()\nsorted([2, 1], key=A())", recursion},
	{"__init__ is the class", "class A(object): pass\nA.__init__ = A\nA()", recursion},
	{"the same, old style, __init__", "class A: pass\nA.__init__ = A\nA()", recursion},
	{"__get__ is the object", "class A(object): pass\nA.__get__ = A()\nA.x = A()\nA().x", recursion},
	{"a metaclass calls the class", "class M(type): pass\nclass A(object):\n    __metaclass__ = M\nM.__call__ = A\nA()", recursion},
	{"__getattribute__ is getattr", "class A(object): pass\nA.__getattribute__ = getattr\nA().x", "caught"},
	{"methods of methods", "import types\ndef g(*a): return 1\nf = g\nfor i in xrange(9000): f = types.MethodType(f, 1)\nf()", recursion},
	{"methods of methods, printed", "import types\nf = len\nfor i in xrange(9000): f = types.MethodType(len, f)\nrepr(f)", recursion},
	{"partial of partial", "import functools\nf = len\nfor i in xrange(9000): f = functools.partial(f)\nf('')", recursion},
	{"slices of slices", "x = 5\nfor i in xrange(9000): x = slice(x)\nrepr(x)", recursion},
	{"exceptions of exceptions", "x = 5\nfor i in xrange(9000): x = ValueError(x)\nstr(x)", recursion},
	{"iterators of iterators", "import itertools\nx = iter([1])\nfor i in xrange(9000): x = itertools.chain(x)\nlist(x)", recursion},
	{"enumerations of enumerations", "x = iter([1])\nfor i in xrange(9000): x = enumerate(x)\nlist(x)", recursion},
	{"a Java list that contains itself", "from java.util import ArrayList\nx = ArrayList()\nx.add(x)\nx.hashCode()", recursion},
	{"recursion can be caught and gone on from", "class A(object): pass\nA.__call__ = A()\nn = 0\nfor i in range(50):\n    try: A()()\n    except RuntimeError: n += 1\nr = n", "50"},
	{"deep, but not too deep", "class N(object):\n    def __init__(self, n): self.child = sorted([n], key=lambda n: n and N(n - 1) and 0 or 0)\nN(300)\nr = 'done'", "done"},

	{"a class that derives from itself", "class A: pass\nclass B(A): pass\nA.__bases__ = (B,)", "caught TypeError: a __bases__ item causes an inheritance cycle"},

	// Shared parts are visited as often as they are reached.
	{"hash of shared tuples", "a = ()\nfor i in range(60): a = (a, a)\nhash(a)", steps},
	{"a shared tuple as key", "a = ()\nfor i in range(60): a = (a, a)\n{a: 1}", steps},
	{"shared lists that are equal", "a, b = [], []\nfor i in range(60): a, b = [a, a], [b, b]\na == b", steps},
	{"shared Java lists that are equal", "from java.util import ArrayList\na, b = ArrayList(), ArrayList()\nfor i in range(60):\n    c, d = ArrayList(), ArrayList()\n    c.add(a); c.add(a); d.add(b); d.add(b)\n    a, b = c, d\na.equals(b)", steps},
	{"hash of shared Java lists", "from java.util import ArrayList\na = ArrayList()\nfor i in range(60):\n    c = ArrayList()\n    c.add(a); c.add(a)\n    a = c\na.hashCode()", steps},

	{"classes that share bases", "class A: pass\nclass B: pass\nfor i in range(60):\n    class C(A, B): pass\n    class D(A, B): pass\n    A, B = C, D\nr = hasattr(A, 'x') or issubclass(A, C)", "True"},
	{"new classes that share bases", "a = A = type('A', (object,), {})\nB = type('B', (object,), {})\nfor i in range(60): A, B = type('A', (A, B), {}), type('B', (A, B), {})\na.x = 1\nr = A.x", "1"},
	{"a long line of classes", "A = object\nwhile 1: A = type('A', (A,), {})", steps},
	{"a module without a name", "__import__('')", "caught ValueError: Empty module name"},
	{"a function in the place of a method", "class E(Exception): pass\nE.__hash__ = dir\nset([E()])", "caught TypeError"},

	// Natives whose work depends on how much they are given.
	{"a number of many digits", "int('9' * 10**7)", steps},
	{"a number of many digits to base 36", "int('1' * 10**7, 36)", steps},
	{"sums", "x = range(1000)\nwhile 1: sum(x); sum(x); sum(x); sum(x); sum(x); sum(x); sum(x); sum(x)", steps},
	{"insertions at the front", "x = range(50000)\nwhile 1: x.insert(0, 1); x.pop(0)", steps},
	{"shuffling", "import random\nx = range(100000)\nwhile 1: random.shuffle(x)", steps},
	{"searching a Java list", "from java.util import ArrayList\nx = ArrayList(range(100000))\nwhile 1: x.contains(-1)", steps},
	{"searching a list", "x = range(100000)\nwhile 1: -1 in x", steps},
	{"a pattern of a million characters", "from java.text import DecimalFormat\nDecimalFormat('#.' + '#' * 10**6)", "caught IllegalArgumentException"},
	{"a date pattern of a million characters", "from java.text import SimpleDateFormat\nSimpleDateFormat('y' * 10**6)", "caught IllegalArgumentException"},

	// What is too large is not made.
	{"translate", "(u'a' * 100000).translate({97: u'x' * 100000})", memory},
	{"seek and write", "import StringIO\nf = StringIO.StringIO()\nf.seek(10**9)\nf.write('x')", memory},
	{"pprint", "import pprint\npprint.pformat([['x' * 10**6] * 100])", memory},
	{"%s", "x = 'a' * 10**6\n('%s' * 100) % tuple([x] * 100)", memory},
	{"format", "x = 'a' * 10**6\n('{0}' * 100).format(x)", memory},
	{"%1000000d", "('%1000000d' * 100) % tuple(range(100))", memory},
	{"textwrap", "import textwrap\ntextwrap.fill('x ' * 10**6, 1)", memory},
	{"textwrap with an indent", "import textwrap\ntextwrap.fill('x' * 1000, 10, initial_indent=' ' * 10**7)", memory},
	{"splitlines", "('\\n' * 4000000).splitlines()", memory},
	{"split", "('a ' * 4000000).split()", memory},
	{"split at a character", "(',' * 4000000).split(',')", memory},
	{"json with an indent", "import json\njson.dumps([1] * 1000, indent=100000)", memory},
	{"json with one indent", "import json\njson.dumps([1], indent=10**10)", memory},
	{"json of control characters", "import json\njson.dumps('\\x01' * 10**7)", memory},
	{"repr of a str", "repr('\\x00' * 10**7)", memory},
	{"repr of a unicode", "repr(u'\\uffff' * 5000000)", memory},
	{"repr of a list", "repr(['x' * 10**6] * 100)", memory},
	{"a bytearray of itself", "a = bytearray('x')\nwhile 1: a.extend(a)", memory},
	{"text of a Java list", "from java.util import ArrayList\nx = ArrayList(['x' * 10**6] * 100)\nx.toString()", memory},
	{"replacements", "import re\nre.sub('a', 'b' * 10**6, 'a' * 1000)", memory},
	{"growing without end", "x = []\nwhile 1: x.append('%d and more' % len(x))", memory},
	{"a text that doubles", "s = 'x'\nwhile 1: s += s", memory},

	// Only what is kept counts.
	{"a text built line by line", "s = ''\nfor i in xrange(5500): s += 'some,row,of,values,%d\\n' % i\nr = len(s)", "130890"},
	{"copies of a list", "x = range(1000)\nfor i in xrange(5000): y = x[:]\nr = len(y)", "1000"},
	{"texts that are dropped", "for i in xrange(150): y = 'x' * 10**6\nr = len(y)", "1000000"},
	{"half the budget is kept", "x = ['%06d' % i * 100 for i in xrange(20000)]\nfor i in xrange(80): y = 'x' * 10**6\nr = len(x)", "20000"},
}

func TestHowProgramsEnd(t *testing.T) {
	for _, c := range ends {
		t.Run(c.name, func(t *testing.T) {
			body := "def f(a):\n    r = None\n    try:\n        " + strings.ReplaceAll(c.text, "\n", "\n        ") +
				"\n    except:\n        import sys\n        e = sys.exc_info()\n        return 'caught %s: %s' % (e[0].__name__, e[1])\n    return str(r)\n"
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			v, err := call(t, &world{}, function(body), scripts.Budget{Steps: 1_000_000, Memory: 32 << 20}, tags.Value{})
			runtime.ReadMemStats(&after)
			if !strings.HasSuffix(c.end, "exceeded") || strings.HasPrefix(c.end, "caught") {
				require.NoError(t, err)
				assert.Contains(t, v.Text(), c.end)
				return
			}
			assert.ErrorContains(t, err, "BudgetExceeded: "+c.end)
			// Beyond the budget there is little that was made in vain.
			assert.Less(t, (after.TotalAlloc-before.TotalAlloc)>>20, uint64(256), "MB")
		})
	}
}

// A search that backtracks without end uses up the time of the run; the error
// says which pattern it was, and where.
func TestHopelessPatternIsNamed(t *testing.T) {
	src := function("def f(a):\n    import re\n    try:\n        return re.match('(a+)+$', 'a' * 60 + 'b')\n    except:\n        return 'caught'\n")
	_, err := call(t, &world{}, src, scripts.Budget{Wall: 200 * time.Millisecond}, tags.Value{})
	var e *scripts.ScriptError
	require.True(t, errors.As(err, &e), fmt.Sprint(err))
	assert.Equal(t, "BudgetExceeded: time budget of 200ms exceeded by matching '(a+)+$', a pattern that backtracks too much", e.Error())
	assert.Equal(t, src.Name, e.File)
	assert.Equal(t, 4, e.Line)
}
