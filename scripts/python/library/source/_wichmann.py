# random.WichmannHill: the generator of older Pythons.
import random
import time


class WichmannHill(random.Random):

    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None):
        if a is None:
            a = long(time.time() * 256)
        if not isinstance(a, (int, long)):
            a = hash(a)
        a, x = divmod(a, 30268)
        a, y = divmod(a, 30306)
        a, z = divmod(a, 30322)
        self._seed = int(x) + 1, int(y) + 1, int(z) + 1
        self.gauss_next = None

    def random(self):
        x, y, z = self._seed
        x = (171 * x) % 30269
        y = (172 * y) % 30307
        z = (170 * z) % 30323
        self._seed = x, y, z
        return (x / 30269.0 + y / 30307.0 + z / 30323.0) % 1.0

    def getstate(self):
        return 1, self._seed, self.gauss_next

    def setstate(self, state):
        self._seed, self.gauss_next = state[1], state[2]

    def whseed(self, a=None):
        self.seed(a)
