def plugin(name):
    def deco(cls):
        cls.plugin = name
        return cls
    return deco
@plugin('csv')
class Reader(object): pass
print Reader.plugin, Reader.__name__
def replace(cls): return 'replaced ' + cls.__name__
@replace
class Old: pass
print Old
