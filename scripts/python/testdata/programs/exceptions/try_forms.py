def run(n):
    try:
        if n == 1: raise ValueError('v')
        if n == 2: raise KeyError('k')
        if n == 3: raise IndexError
        print 'body',
    except ValueError, e:
        print 'V', e,
    except (KeyError, TypeError) as e:
        print 'K', e,
    except:
        print 'other',
    else:
        print 'else',
    finally:
        print 'finally'
for n in range(4): run(n)
