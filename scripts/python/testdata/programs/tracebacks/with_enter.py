class CM(object):
    def __enter__(self):
        raise IOError('enter')    # IOError: enter
    def __exit__(self, *a): print 'not called'
with CM():
    print 'no'
