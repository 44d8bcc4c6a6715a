# The rarer functions of module inspect.
import linecache
import os
import re
import sys
import types
from collections import namedtuple

import inspect

Arguments = namedtuple('Arguments', 'args varargs keywords')
ArgInfo = namedtuple('ArgInfo', 'args varargs keywords locals')
Traceback = namedtuple('Traceback', 'filename lineno function code_context index')
Attribute = namedtuple('Attribute', 'name kind defining_class object')
ModuleInfo = namedtuple('ModuleInfo', 'name suffix mode module_type')


def strseq(object, convert, join=None):
    if type(object) in (list, tuple):
        return (join or joinseq)([strseq(o, convert, join) for o in object])
    return convert(object)


def joinseq(seq):
    if len(seq) == 1:
        return '(' + seq[0] + ',)'
    return '(' + ', '.join(seq) + ')'


def formatargspec(args, varargs=None, varkw=None, defaults=None, formatarg=str, formatvarargs=lambda name: '*' + name,
                  formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value), join=joinseq):
    specs = []
    first = len(args) - len(defaults) if defaults else len(args)
    for i, arg in enumerate(args):
        spec = strseq(arg, formatarg, join)
        if i >= first:
            spec = spec + formatvalue(defaults[i - first])
        specs.append(spec)
    if varargs is not None:
        specs.append(formatvarargs(varargs))
    if varkw is not None:
        specs.append(formatvarkw(varkw))
    return '(' + ', '.join(specs) + ')'


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value), join=joinseq):
    specs = [strseq(a, lambda name: formatarg(name) + formatvalue(locals[name]), join) for a in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return '(' + ', '.join(specs) + ')'


def getargvalues(frame):
    code = frame.f_code
    names = list(code.co_varnames)
    n = code.co_argcount
    args, rest = names[:n], names[n:]
    varargs = rest.pop(0) if code.co_flags & 4 and rest else None
    varkw = rest.pop(0) if code.co_flags & 8 and rest else None
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def getcallargs(func, *positional, **named):
    args, varargs, varkw, defaults = inspect.getargspec(func)
    name = func.__name__
    if inspect.ismethod(func) and func.im_self is not None:
        positional = (func.im_self,) + positional
    out = {}
    for arg, value in zip(args, positional):
        out[arg] = value
    extra = positional[len(args):]
    if varargs:
        out[varargs] = tuple(extra)
    elif extra:
        raise TypeError('%s() takes %s %d %s (%d given)' % (
            name, 'at most' if defaults else 'exactly', len(args), 'arguments' if len(args) > 1 else 'argument', len(positional)))
    for arg in args:
        if arg in named:
            if arg in out:
                raise TypeError("%s() got multiple values for keyword argument '%s'" % (name, arg))
            out[arg] = named.pop(arg)
    if defaults:
        for arg, value in zip(args[-len(defaults):], defaults):
            out.setdefault(arg, value)
    if varkw:
        out[varkw] = named
    elif named:
        raise TypeError("%s() got an unexpected keyword argument '%s'" % (name, iter(named).next()))
    missing = [a for a in args if a not in out]
    if missing:
        needed = len(args) - len(defaults or ())
        raise TypeError('%s() takes %s %d %s (%d given)' % (
            name, 'at least' if defaults or varargs else 'exactly', needed, 'arguments' if needed > 1 else 'argument', len(args) - len(missing)))
    return out


def getsourcefile(object):
    return inspect.getfile(object)


def getabsfile(object, _filename=None):
    return _filename or getsourcefile(object)


def findsource(object):
    if inspect.ismethod(object):
        object = object.im_func
    if inspect.isfunction(object):
        object = object.func_code
    if inspect.istraceback(object):
        object = object.tb_frame
    if inspect.isframe(object):
        object = object.f_code
    if not inspect.iscode(object):
        raise IOError('could not get source code')
    lines = []
    while True:
        line = linecache.getline(object.co_filename, len(lines) + 1)
        if not line and not linecache.getline(object.co_filename, len(lines) + 2):
            break
        lines.append(line or '\n')
    if not lines:
        raise IOError('could not get source code')
    number = object.co_firstlineno - 1
    pattern = re.compile(r'^(\s*def\s)|(.*(?<!\w)lambda(:|\s))|^(\s*@)')
    while number > 0 and not pattern.match(lines[number]):
        number -= 1
    return lines, number


def indentsize(line):
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def getsourcelines(object):
    lines, number = findsource(object)
    start = indentsize(lines[number])
    end = number + 1
    while end < len(lines) and (not lines[end].strip() or indentsize(lines[end]) > start):
        end += 1
    while end > number + 1 and not lines[end - 1].strip():
        end -= 1
    return lines[number:end], number + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def getcomments(object):
    try:
        lines, number = findsource(object)
    except (IOError, TypeError):
        return None
    out = []
    while number > 0 and lines[number - 1].lstrip().startswith('#'):
        number -= 1
        out.insert(0, lines[number].strip() + '\n')
    return ''.join(out) or None


def getframeinfo(frame, context=1):
    lineno = frame.f_lineno
    if inspect.istraceback(frame):
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    filename = frame.f_code.co_filename
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        line = linecache.getline(filename, lineno)
        if line:
            start = max(start, 0)
            lines = [linecache.getline(filename, n + 1) for n in range(start, start + context)]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index)


def getouterframes(frame, context=1):
    out = []
    while frame:
        out.append((frame,) + tuple(getframeinfo(frame, context)))
        frame = frame.f_back
    return out


def getinnerframes(tb, context=1):
    out = []
    while tb:
        out.append((tb.tb_frame,) + tuple(getframeinfo(tb, context)))
        tb = tb.tb_next
    return out


def getmoduleinfo(path):
    name = os.path.basename(path)
    if name.endswith('.py'):
        return ModuleInfo(name[:-3], '.py', 'U', 1)


def getmodulename(path):
    info = getmoduleinfo(path)
    if info:
        return info[0]


def walktree(classes, children, parent):
    out = []
    classes.sort(key=lambda c: (c.__module__, c.__name__))
    for c in classes:
        out.append((c, c.__bases__))
        if c in children:
            out.append(walktree(children[c], children, c))
    return out


def getclasstree(classes, unique=0):
    children, roots = {}, []
    for c in classes:
        if c.__bases__:
            for parent in c.__bases__:
                if parent not in children:
                    children[parent] = []
                children[parent].append(c)
                if unique and parent in classes:
                    break
        elif c not in roots:
            roots.append(c)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


def isabstract(object):
    return bool(isinstance(object, type) and getattr(object, '__abstractmethods__', None))


def isdatadescriptor(object):
    return hasattr(object, "__set__") and hasattr(object, "__get__")


def ismethoddescriptor(object):
    return (hasattr(object, "__get__") and not hasattr(object, "__set__") and not inspect.ismethod(object)
            and not inspect.isfunction(object) and not inspect.isclass(object))


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def classify_class_attrs(cls):
    out = []
    for name in dir(cls):
        home = None
        for c in inspect.getmro(cls):
            if name in c.__dict__:
                home = c
                break
        obj = home.__dict__[name] if home is not None else getattr(cls, name)
        if isinstance(obj, staticmethod):
            kind = "static method"
        elif isinstance(obj, classmethod):
            kind = "class method"
        elif isinstance(obj, property):
            kind = "property"
        elif inspect.ismethod(getattr(cls, name)) or ismethoddescriptor(obj):
            kind = "method"
        else:
            kind = "data"
        out.append(Attribute(name, kind, home, obj))
    return out
