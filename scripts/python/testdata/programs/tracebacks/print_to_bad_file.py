class NoWrite(object): pass
print >>NoWrite(), 'x'    # AttributeError: 'NoWrite' object has no attribute 'write'
