for v in (5, None, [], 1.5):
    try: exec v
    except TypeError, e: print e
    try: eval(v)
    except TypeError, e: print e
