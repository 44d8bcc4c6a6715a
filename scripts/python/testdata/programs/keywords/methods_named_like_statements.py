class Client(object):
    def __getattr__(self, name):
        return lambda *a, **k: (name, a, k)
c = Client()
print c.print('hello')
print c.exec(1), c.del(2), c.global(x=3), c.raise(), c.try().__len__(), c.while
print c.if(c.else)[0], c.assert.__name__
