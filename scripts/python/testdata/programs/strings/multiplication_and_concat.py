print 'ab' * 3, 3 * 'ab', 'ab' * 0, 'ab' * -1, 'a' + 'b', 'a' 'b' * 2, u'a' * 2
for a, b in (('a', 1), ('a', None), ('a', 'b'), (u'a', 1)):
    try: print a + b
    except TypeError, e: print e
    try: print a * b
    except TypeError, e: print e
