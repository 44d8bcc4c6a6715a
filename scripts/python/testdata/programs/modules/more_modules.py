import platform, htmlentitydefs, HTMLParser, unicodedata, cmath, errno, array, jarray, sys
print platform.system(), platform.python_version(), len(htmlentitydefs.name2codepoint), htmlentitydefs.name2codepoint['Omega'], sys.flags.optimize, errno.ENOENT, errno.errorcode[13]
class P(HTMLParser.HTMLParser):
    def handle_starttag(self, t, a): print 'start', t, a
    def handle_endtag(self, t): print 'end', t
    def handle_data(self, d): print 'data', repr(d)
    def handle_entityref(self, n): print 'ent', n
    def handle_charref(self, n): print 'char', n
    def handle_comment(self, d): print 'comment', d
p = P()
p.feed('<html><body class="a b" id=x>Hi &amp; &#65; <br/><!-- c --><IMG src=\'y\' alt></body><p>1 < 2'); p.close()
print P().unescape('&lt;a&gt; &eacute; &#233;').__repr__()
print unicodedata.name(u'\xe9'), unicodedata.category(u'A'), repr(unicodedata.normalize('NFD', u'\xe9')), repr(unicodedata.lookup('EURO SIGN')), unicodedata.numeric(u'\xbd'), unicodedata.digit(u'5'), unicodedata.decimal(u'7'), unicodedata.bidirectional(u'A'), unicodedata.combining(u'\u0301'), unicodedata.east_asian_width(u'\u4e00'), repr(unicodedata.decomposition(u'\xe9'))
try: unicodedata.name(u'\n')
except ValueError, e: print e
print cmath.sqrt(-1), cmath.exp(1j*cmath.pi).real, cmath.polar(1+1j), cmath.phase(-1), cmath.log(1j)
a = array.array('i', [1,2,3]); a.append(4); print a, a[1:3], a.tolist(), a.typecode, a.itemsize, len(a), sum(a), a + array.array('i', [9]), a * 2, repr(a.tostring()), a.index(3), 4 in a
a.extend([7]); a.insert(0, 5); a.pop(); a.reverse(); print a, array.array('c', 'abc'), array.array('d', [1, 2.5]), array.array('b', 'ab'), array.array('u', u'xy'), array.array('i')
try: array.array('b', [300])
except Exception, e: print type(e), e
try: array.array('i', ['x'])
except Exception, e: print type(e), e
try: array.array('q')
except Exception, e: print type(e), e
print jarray.array([1,2], 'i'), jarray.zeros(3, 'd'), jarray.zeros(2, 'b'), len(jarray.zeros(5, 'c')), jarray.array(['a', 'b'], __import__('java').lang.String)
