import random
random.seed(42)
print [random.randint(1, 100) for i in range(5)], random.random(), random.choice('abcdef'), random.uniform(1, 2), random.sample(range(20), 5)
l = range(8); random.shuffle(l); print l
r = random.Random(7); print r.random(), r.gauss(0, 1), r.randrange(0, 100, 5), r.getrandbits(16), r.expovariate(1)
random.seed('text'); print random.random()
