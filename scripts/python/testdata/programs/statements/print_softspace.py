def f():
    print 'in f'
    return 'r'
print 'a', f(), 'b'
print 'open',
f()
print 'end'
import sys
print 'one',
sys.stdout.write('two')
print 'three'
