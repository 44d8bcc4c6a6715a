from itertools import count, cycle, repeat, islice, takewhile, dropwhile
print list(islice(count(5), 3)), list(islice(count(1, 2), 3)), list(islice(cycle('ab'), 5)), list(repeat('x', 3)), list(takewhile(lambda x: x < 3, count())), list(dropwhile(lambda x: x < 3, range(6))), list(islice('abcdef', 1, 5, 2)), list(islice(count(0.5, 0.25), 3))
print list(islice(repeat(0), 2))
