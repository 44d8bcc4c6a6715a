from itertools import imap, chain, islice
def show(x):
    print 'see', x
    return x
it = imap(show, [1, 2, 3])
print 'made'
print it.next(), it.next()
print list(islice(chain(it, imap(show, 'ab')), 2))
