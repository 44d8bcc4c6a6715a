s = 'banana'
print s.find('an'), s.find('an', 2), s.find('x'), s.rfind('an'), s.index('n'), s.rindex('n'), s.count('a'), s.count('ana'), s.count('')
print s.replace('a', 'o'), s.replace('a', 'o', 2), s.replace('', '-'), s.startswith('ba'), s.startswith(('x', 'b')), s.endswith('na', 0, 4), s.startswith('an', 1)
try: s.index('z')
except ValueError, e: print e
try: s.find(5)
except TypeError, e: print e
