class Flaky(object):
    def __init__(self, fails): self.fails = fails
    def call(self):
        if self.fails > 0:
            self.fails -= 1
            raise IOError('timeout, %d left' % self.fails)
        return 'ok'
def retry(f, n):
    for i in range(n):
        try: return f()
        except IOError, e: print 'attempt %d: %s' % (i + 1, e)
    else:
        raise RuntimeError('gave up after %d' % n)
print retry(Flaky(2).call, 5)
retry(Flaky(9).call, 3)    # RuntimeError: gave up after 3
