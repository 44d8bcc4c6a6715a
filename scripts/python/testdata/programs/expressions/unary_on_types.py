print -True, +False, ~True, -1L, ~1L, - 2.5, -0.0, -2j
for x in ('a', None, [], {}):
    try:
        print -x
    except TypeError, e:
        print e
try:
    ~1.5
except TypeError, e:
    print e
try:
    +''
except TypeError, e:
    print e
