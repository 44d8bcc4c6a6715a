# References that do not keep an object. Nothing here ever collects one while a script
# looks, so that a reference always finds it.
import UserDict

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceError", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", 'WeakSet']

ReferenceError = ReferenceError

class ref(object):

    def __init__(self, object, callback=None):
        self._object = object
        self.__callback__ = callback

    def __call__(self):
        return self._object

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        return self._object == other._object

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self._object)

    def __repr__(self):
        return "<weakref at 0x%x; to '%s' at 0x%x>" % (id(self), type(self._object).__name__, id(self._object))


ReferenceType = ref


class ProxyType(object):

    def __init__(self, object):
        self.__dict__['_ProxyType__object'] = object

    def __getattr__(self, name):
        return getattr(self.__dict__['_ProxyType__object'], name)

    def __setattr__(self, name, value):
        setattr(self.__dict__['_ProxyType__object'], name, value)

    def __delattr__(self, name):
        delattr(self.__dict__['_ProxyType__object'], name)

    def __str__(self):
        return str(self.__object)

    def __repr__(self):
        return repr(self.__object)

    def __eq__(self, other):
        return self.__object == other

    def __ne__(self, other):
        return self.__object != other

    def __nonzero__(self):
        return bool(self.__object)

    def __len__(self):
        return len(self.__object)

    def __iter__(self):
        return iter(self.__object)

    def __contains__(self, x):
        return x in self.__object

    def __getitem__(self, key):
        return self.__object[key]

    def __setitem__(self, key, value):
        self.__object[key] = value

    def __delitem__(self, key):
        del self.__object[key]

    __hash__ = None


class CallableProxyType(ProxyType):

    def __call__(self, *args, **kwds):
        return self.__dict__['_ProxyType__object'](*args, **kwds)


ProxyTypes = [ProxyType, CallableProxyType]


def proxy(object, callback=None):
    if callable(object):
        return CallableProxyType(object)
    return ProxyType(object)


def getweakrefcount(object):
    return 0


def getweakrefs(object):
    return []


class WeakValueDictionary(UserDict.IterableUserDict):

    def __repr__(self):
        return "<WeakValueDictionary at 0x%x>" % id(self)

    def itervaluerefs(self):
        return iter(self.valuerefs())

    def valuerefs(self):
        return [ref(v) for v in self.data.values()]


class WeakKeyDictionary(UserDict.IterableUserDict):

    def __repr__(self):
        return "<WeakKeyDictionary at 0x%x>" % id(self)

    def iterkeyrefs(self):
        return iter(self.keyrefs())

    def keyrefs(self):
        return [ref(k) for k in self.data.keys()]


class WeakSet(set):
    pass
