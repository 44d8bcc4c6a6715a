x = 'before'
[x for x in range(3)]
print x
def f():
    y = 'local'
    [y for y in 'ab']
    return y
print f()
[(a, b) for a in range(2) for b in 'xy']
print a, b
