class C(object): pass
print str(1), str(1L), repr(1L), str(1.0), str(0.1), repr(0.1), str(1e16), str(1e15), str(123456789012.5), repr(123456789012.5), str(1j), str(None), str(True), str([1L, u'a', 'b', 0.1]), str((1,)), str(()), str({}), str(set([1])), str(C)[:7], str(int), str(len)
print str(u'abc'), repr(str(u'abc')), repr(unicode('abc')), repr(unicode(1.5)), str(1/3.0), repr(1/3.0), str(1e100), str(float('inf')), str(-0.0)
