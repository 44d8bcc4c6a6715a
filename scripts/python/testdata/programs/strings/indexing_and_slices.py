s = 'abcdef'
print s[0], s[-1], s[1:3], s[:2], s[4:], s[::-1], s[::2], s[5:1:-2], s[10:], s[-100:2], s[3:1]
for i in (6, -7):
    try: s[i]
    except IndexError, e: print e
try: s[0] = 'x'
except TypeError, e: print e
try: del s[0]
except TypeError, e: print e
try: s['a']
except TypeError, e: print e
try: s[1.5]
except TypeError, e: print e
