def attempt(f, a):
    try: print f % a
    except Exception, e: print type(e).__name__, e
attempt('%d', 'x'); attempt('%s %s', 'a'); attempt('%s', ('a', 'b')); attempt('%q', 1); attempt('%(a)s', 5); attempt('%(a)s', {})
attempt('%', 1); attempt('%d', None); attempt('%f', 'x'); attempt('%c', 'ab'); attempt('%c', 256); attempt('%x', 1.5); attempt('none', 1)
attempt('none', {}); attempt('none', ()); attempt('%*d', (1.5, 2)); attempt('%(a', {'a': 1}); attempt('%d', 2.9); attempt('%x', -255); attempt('%d', 10 ** 30)
