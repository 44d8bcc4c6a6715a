# Abstract base classes: classes that know which of their methods are still to
# be written and which foreign classes count as their subclasses.


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    __isabstractmethod__ = True


class ABCMeta(type):

    def __new__(mcls, name, bases, namespace):
        cls = super(ABCMeta, mcls).__new__(mcls, name, bases, namespace)
        unwritten = set(n for n, v in namespace.items() if getattr(v, '__isabstractmethod__', False))
        for base in bases:
            for n in getattr(base, '__abstractmethods__', ()):
                if getattr(getattr(cls, n, None), '__isabstractmethod__', False):
                    unwritten.add(n)
        cls.__abstractmethods__ = frozenset(unwritten)
        cls._abc_registry = []
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, (type, _OldClass)):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)

    def __instancecheck__(cls, instance):
        subclass = getattr(instance, '__class__', None)
        if subclass is not None and cls.__subclasscheck__(subclass):
            return True
        kind = type(instance)
        if kind is _OldInstance:
            kind = subclass
        return kind is not subclass and kind is not None and cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in getattr(subclass, '__mro__', ()):
            return True
        for other in cls._abc_registry:
            if issubclass(subclass, other):
                return True
        for other in type.__subclasses__(cls):
            if issubclass(subclass, other):
                return True
        return False


class _OldStyle:
    pass


_OldClass = type(_OldStyle)
_OldInstance = type(_OldStyle())
