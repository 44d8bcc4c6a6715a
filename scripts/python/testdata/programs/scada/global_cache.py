_cache = {}
def lookup(key, loader):
    try:
        return _cache[key]
    except KeyError:
        print 'load', key
        value = _cache[key] = loader(key)
        return value
print lookup('a', str.upper), lookup('a', str.upper), lookup('b', lambda k: k * 2), _cache
