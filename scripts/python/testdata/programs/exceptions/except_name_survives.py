try: raise ValueError('kept')
except ValueError, e: pass
print e
def f():
    try: raise KeyError('k')
    except KeyError as e: pass
    return repr(e)
print f()
