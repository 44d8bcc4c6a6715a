class Registry(type):
    handlers = {}
    def __init__(cls, name, bases, d):
        if 'name' in d: Registry.handlers[d['name']] = cls
    def __iter__(cls): return iter(sorted(Registry.handlers))
    def __len__(cls): return len(Registry.handlers)
    def __getitem__(cls, k): return Registry.handlers[k]
class Handler(object):
    __metaclass__ = Registry
class Start(Handler): name = 'start'
class Stop(Handler): name = 'stop'
print list(Handler), len(Handler), Handler['stop'].__name__
