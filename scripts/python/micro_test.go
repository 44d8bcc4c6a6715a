package python_test

import "testing"

func BenchmarkMicro(b *testing.B) {
	for _, c := range []struct{ name, setup, op string }{
		{"empty", "pass", "pass"},
		{"getattr", "class C(object): pass\n o = C(); o.a = 1", "o.a"},
		{"gload", "pass", "len"},
		{"add", "x = 5", "x + 1"},
		{"addfloat", "x = 5.5", "x + 1"},
		{"lt", "x = 5", "x < 9"},
		{"ltfloat", "x = 5.5", "x < 9"},
		{"list5", "pass", "[1, 2, 3, 4, 5]"},
		{"dict4", "x = 'v'", "{'a': x, 'b': x, 'c': x, 'd': x}"},
		{"setitem", "d = {}; x = 'v'", "d['a'] = x"},
		{"getitem", "d = {'a': 1}", "d['a']"},
		{"strcall", "x = 5", "str(x)"},
		{"percent", "x = 5", "'%s is %d' % (x, x)"},
		{"iffloat", "x = 5.5", "if x: pass"},
		{"method", "s = 'abc'", "s.upper()"},
		{"for5", "pass", "for y in [10, 25, 50, 75, 90]: pass"},
		{"for5ge", "x = 40.5", "for y in [10, 25, 50, 75, 90]:\n   if x >= y: pass"},
		{"for5add", "x = 40.5", "b = 0\n  for y in [10, 25, 50, 75, 90]:\n   b += 1"},
		{"strhost", "class C(object):\n  def __str__(self): return 's'\n o = C()", "str(o)"},
		{"forlist", "l = [1]", "for y in l: pass"},
	} {
		b.Run(c.name, func(b *testing.B) {
			src := "def run(n):\n " + c.setup + "\n for i in xrange(n):\n"
			for range 10 {
				src += "  " + c.op + "\n"
			}
			benchProgram(b, src, "run")
		})
	}
}
