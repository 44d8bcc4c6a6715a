from itertools import count, repeat, tee
print count(3), repeat(1, 2), tee('a')[0].__class__.__name__
