GOOD, BAD, UNCERTAIN = 192, 0, 64
def describe(code):
    return {192: 'Good', 0: 'Bad'}.get(code & 0xC0, 'Uncertain')
class QV(object):
    def __init__(self, value, quality=GOOD): self.value, self.quality = value, quality
    def isGood(self): return self.quality & 0xC0 == 0xC0
for qv in (QV(1.5), QV(None, BAD), QV(0, 65), QV('x', 193)):
    print qv.value, qv.isGood(), describe(qv.quality), (qv.value or 0) if qv.isGood() else 'n/a'
