import traceback
log = []
def safe(f, *a):
    try:
        return f(*a)
    except Exception:
        log.append(traceback.format_exc().splitlines()[-1])
safe(int, 'x'); safe(lambda: [][0]); safe(lambda: {}['k']); safe(len, 5); safe(lambda: None.x); safe(lambda: 'a' + 1)
for l in log: print l
