print ValueError(u'\xe9'), KeyError(u'\xe9'), Exception(u'\u20ac', 1)
try: raise RuntimeError(u'zu hei\xdf')
except RuntimeError, e:
    print e
    print 'message:', e.message
    try: str(e)
    except UnicodeEncodeError, x: print x
