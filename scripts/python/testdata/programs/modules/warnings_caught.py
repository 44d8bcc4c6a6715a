import warnings, sys
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('one')
    warnings.warn('two', RuntimeWarning)
    warnings.warn(DeprecationWarning('three'))
    print len(w), [(str(x.message), x.category.__name__, x.lineno) for x in w]
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try:
        warnings.warn('bad')
    except UserWarning, e:
        print 'raised', e
with warnings.catch_warnings():
    warnings.filterwarnings('ignore', 'quiet.*')
    warnings.warn('quiet please')
    print 'nothing'

def show(message, category, filename, lineno, file=None, line=None):
    print 'shown', category.__name__, message, lineno

warnings.showwarning = show
for i in range(3):
    warnings.warn('again')
warnings.warn('other')
warnings.warn('hidden', DeprecationWarning)
print warnings.formatwarning('text', UserWarning, 'f.py', 7, 'x = 1')
try:
    warnings.warn('x', int)
except AssertionError, e:
    print 'AssertionError', e
try:
    warnings.simplefilter('no such')
except AssertionError, e:
    print e
