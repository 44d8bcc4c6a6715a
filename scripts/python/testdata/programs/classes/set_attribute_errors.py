class Old: pass
for x in (5, 'a', None, [], {}, (), len, object(), int, object):
    try: x.nope = 1
    except (AttributeError, TypeError), e: print type(e).__name__, e
