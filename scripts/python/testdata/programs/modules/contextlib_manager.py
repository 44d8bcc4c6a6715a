from contextlib import contextmanager
@contextmanager
def timer(label, log):
    log.append('start ' + label)
    try: yield len(log)
    finally: log.append('end ' + label)
log = []
with timer('a', log) as n: log.append(n)
try:
    with timer('b', log): raise KeyError('k')
except KeyError: log.append('caught')
print log
