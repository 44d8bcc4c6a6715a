pass; pass
a = 1; b = 2; print a + b;
if a: pass
else: pass
def f(): pass
class C: pass
print f(), C.__name__; print 'x'; 
