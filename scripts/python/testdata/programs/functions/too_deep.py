def deep(n):
    return 1 + deep(n + 1)
try:
    deep(0)
except RuntimeError, e:
    print type(e).__name__, str(e).startswith('maximum recursion depth exceeded')
