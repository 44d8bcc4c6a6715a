class C(object):
    shared = []
    value = 1
a, b = C(), C()
a.shared.append(1)
a.value += 1
print b.shared, a.value, b.value, C.value, 'value' in a.__dict__, 'value' in b.__dict__
del a.value
print a.value
try: del a.value
except AttributeError, e: print e
C.value = 10
print a.value, b.value
setattr(a, 'x y', 1)
print getattr(a, 'x y'), hasattr(a, 'z'), getattr(a, 'z', None)
