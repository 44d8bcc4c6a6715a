class util:
    @staticmethod
    def clamp(v, lo=0, hi=100): return max(lo, min(hi, v))
    VERSION = '1.2'
class shared: pass
shared.util = util
print shared.util.clamp(150), shared.util.clamp(-5, lo=-2), shared.util.VERSION, map(shared.util.clamp, (-1, 50, 101))
