def parse(path):
    provider, rest = '', path
    if path.startswith('['):
        provider, rest = path[1:].split(']', 1)
    parts = rest.split('/')
    return provider or 'default', parts[:-1], parts[-1]
for p in ('[prod]Area/Line 1/Tag', 'A/B', '[]X', 'Single'): print parse(p)
try: parse('[broken')
except ValueError, e: print e
