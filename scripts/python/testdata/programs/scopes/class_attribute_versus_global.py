limit = 10
class Check(object):
    limit = 5
    def a(self, v): return v > limit
    def b(self, v): return v > self.limit
    def c(self, v, limit=limit): return limit
print Check().a(7), Check().b(7), Check().c(0)
