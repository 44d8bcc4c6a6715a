class CM(object):
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        raise KeyError('exit')    # KeyError: 'exit'
with CM():
    pass
