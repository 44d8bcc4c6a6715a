class New(object): pass
class Old: pass
for x in (New(), Old(), New, Old, 5, 'a', None, [], {}, (), 1.5, len, lambda: 0, u'u', True, set()):
    try: x.nope
    except AttributeError, e: print e
