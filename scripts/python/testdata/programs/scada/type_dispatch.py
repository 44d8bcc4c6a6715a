def kind(v):
    if v is None: return 'null'
    if isinstance(v, bool): return 'bool'
    if isinstance(v, (int, long)): return 'int'
    if isinstance(v, float): return 'float'
    if isinstance(v, basestring): return 'text'
    if hasattr(v, '__iter__'): return 'list'
    return type(v).__name__
print [kind(v) for v in (None, True, 1, 2L, 1.5, 'a', u'b', [], (), {}, set(), len, object())]
