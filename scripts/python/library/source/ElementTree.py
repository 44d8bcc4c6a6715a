# xml.etree.ElementTree: trees of XML elements, made from text and turned into text.
import re
import sys

__all__ = ["Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "iselement", "iterparse", "parse", "ParseError",
           "PI", "ProcessingInstruction", "QName", "SubElement", "tostring", "tostringlist", "TreeBuilder", "VERSION", "XML", "XMLParser",
           "XMLTreeBuilder", "register_namespace", "XMLID"]

VERSION = "1.3.0"


class ParseError(SyntaxError):
    pass


def iselement(element):
    return isinstance(element, Element) or hasattr(element, "tag")


class Element(object):

    text = None
    tail = None

    def __init__(self, tag, attrib={}, **extra):
        attrib = attrib.copy()
        attrib.update(extra)
        self.tag = tag
        self.attrib = attrib
        self._children = []

    def __repr__(self):
        return "<Element %s at 0x%x>" % (repr(self.tag), id(self))

    def makeelement(self, tag, attrib):
        return self.__class__(tag, attrib)

    def copy(self):
        twin = self.makeelement(self.tag, self.attrib)
        twin.text, twin.tail = self.text, self.tail
        twin[:] = self
        return twin

    def __len__(self):
        return len(self._children)

    def __nonzero__(self):
        import warnings
        warnings.warn("The behavior of this method will change in future versions.  Use specific 'len(elem)' or "
                      "'elem is not None' test instead.", FutureWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        return self._children[index]

    def __setitem__(self, index, element):
        self._children[index] = element

    def __delitem__(self, index):
        del self._children[index]

    def __iter__(self):
        return iter(self._children)

    def append(self, element):
        self._children.append(element)

    def extend(self, elements):
        self._children.extend(elements)

    def insert(self, index, element):
        self._children.insert(index, element)

    def remove(self, element):
        self._children.remove(element)

    def getchildren(self):
        return self._children

    def find(self, path, namespaces=None):
        for e in _select(self, path, namespaces):
            return e
        return None

    def findtext(self, path, default=None, namespaces=None):
        e = self.find(path, namespaces)
        if e is None:
            return default
        return e.text or ""

    def findall(self, path, namespaces=None):
        return list(_select(self, path, namespaces))

    def iterfind(self, path, namespaces=None):
        return _select(self, path, namespaces)

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return self.attrib.keys()

    def items(self):
        return self.attrib.items()

    def iter(self, tag=None):
        if tag == "*":
            tag = None
        if tag is None or self.tag == tag:
            yield self
        for e in self._children:
            for x in e.iter(tag):
                yield x

    def getiterator(self, tag=None):
        return list(self.iter(tag))

    def itertext(self):
        if not isinstance(self.tag, basestring) and self.tag is not None:
            return
        if self.text:
            yield self.text
        for e in self:
            for s in e.itertext():
                yield s
            if e.tail:
                yield e.tail


_Element = _ElementInterface = Element


def SubElement(parent, tag, attrib={}, **extra):
    attrib = attrib.copy()
    attrib.update(extra)
    element = parent.makeelement(tag, attrib)
    parent.append(element)
    return element


def Comment(text=None):
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    element = Element(ProcessingInstruction)
    element.text = target + (" " + text if text else "")
    return element


PI = ProcessingInstruction


class QName(object):

    def __init__(self, text_or_uri, tag=None):
        self.text = "{%s}%s" % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __hash__(self):
        return hash(self.text)

    def __cmp__(self, other):
        return cmp(self.text, other.text if isinstance(other, QName) else other)


# Paths.

_STEP = re.compile(r"('[^']*'|\"[^\"]*\")|(::|//?|\.\.|\(\)|[/.*:\[\]\(\)@=])|((?:\{[^}]+\})?[^/\[\]\(\)@=\s]+)|\s+")


def _tokens(path, namespaces):
    for m in _STEP.finditer(path):
        quoted, op, tag = m.groups()
        if tag and tag[0] != "{" and ":" in tag:
            prefix, name = tag.split(":", 1)
            if not namespaces or prefix not in namespaces:
                raise SyntaxError("prefix %r not found in prefix map" % prefix)
            yield op or '', "{%s}%s" % (namespaces[prefix], name)
        elif quoted:
            yield quoted, ''
        elif op or tag:
            yield op or '', tag or ''


def _select(root, path, namespaces=None):
    if path[-1:] == "/":
        path = path + "*"
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    tokens = list(_tokens(path, namespaces))
    parents = {}

    def parent_of(e):
        if not parents:
            for p in root.iter():
                for c in p:
                    parents[id(c)] = p
        return parents.get(id(e))
    found = [root]
    i = 0
    while i < len(tokens):
        op, tag = tokens[i]
        i += 1
        if op == '/':
            continue
        if op == '//':
            if i >= len(tokens):
                raise SyntaxError("invalid path")
            op, tag = tokens[i]
            i += 1
            name = '*' if op == '*' else tag
            if not name:
                raise SyntaxError("invalid descendant")
            found = [e for f in found for e in f.iter(name) if e is not f]
        elif op == '.':
            pass
        elif op == '..':
            above, seen = [], set()
            for e in found:
                p = parent_of(e)
                if p is not None and id(p) not in seen:
                    seen.add(id(p))
                    above.append(p)
            found = above
        elif op == '*':
            found = [e for f in found for e in f]
        elif op == '[':
            close = i
            while close < len(tokens) and tokens[close][0] != ']':
                close += 1
            if close == len(tokens):
                raise SyntaxError("invalid predicate")
            found = _filter(found, tokens[i:close], parent_of)
            i = close + 1
        elif tag:
            found = [e for f in found for e in f if e.tag == tag]
        else:
            raise SyntaxError("invalid path")
    return iter(found)


def _filter(found, tokens, parent_of):
    shape = ''.join(t[0][:1] if t[0][:1] not in ('"', "'") else "'" for t in [(op or 'n', tag) for op, tag in tokens])
    if shape == '@n':
        return [e for e in found if e.get(tokens[1][1]) is not None]
    if shape == "@n='":
        return [e for e in found if e.get(tokens[1][1]) == tokens[3][0][1:-1]]
    if shape == 'n' and not re.match(r"\d+$|last$", tokens[0][1]):
        return [e for e in found if e.find(tokens[0][1]) is not None]
    if shape == "n='":
        return [e for e in found if any(''.join(c.itertext()) == tokens[2][0][1:-1] for c in e.findall(tokens[0][1]))]
    if shape == 'n' or shape in ('n(', 'n()', 'n(n'):
        word = tokens[0][1]
        if word == 'last':
            index = -1
            if shape == 'n(n':
                index = int(tokens[2][1]) - 1
        else:
            index = int(word) - 1
            if index < 0:
                raise SyntaxError("XPath position >= 1 expected")
        out = []
        for e in found:
            p = parent_of(e)
            if p is None:
                continue
            same = [c for c in p if c.tag == e.tag]
            if -len(same) <= index < len(same) and same[index] is e:
                out.append(e)
        return out
    raise SyntaxError("invalid predicate")


# Text out of trees.

_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}


def register_namespace(prefix, uri):
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for k, v in list(_namespace_map.items()):
        if k == uri or v == prefix:
            del _namespace_map[k]
    _namespace_map[uri] = prefix


def _fail(text):
    raise TypeError("cannot serialize %r (type %s)" % (text, type(text).__name__))


def _text(s, encoding):
    if not isinstance(s, basestring):
        _fail(s)
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.encode(encoding, "xmlcharrefreplace")


def _attribute(s, encoding, html=False):
    if not isinstance(s, basestring):
        _fail(s)
    s = s.replace("&", "&amp;")
    if not html:
        s = s.replace("<", "&lt;")
    s = s.replace(">", "&gt;").replace('"', "&quot;")
    if not html:
        s = s.replace("\n", "&#10;")
    return s.encode(encoding, "xmlcharrefreplace")


def _names(root, encoding, default):
    names, spaces = {None: None}, {}
    if default:
        spaces[default] = ""

    def add(qname):
        if qname[:1] == "{":
            uri, tag = qname[1:].rsplit("}", 1)
            prefix = spaces.get(uri)
            if prefix is None:
                prefix = _namespace_map.get(uri)
                if prefix is None:
                    prefix = "ns%d" % len(spaces)
                if prefix != "xml":
                    spaces[uri] = prefix
            names[qname] = (prefix + ":" + tag if prefix else tag).encode(encoding)
        else:
            if default:
                raise ValueError("cannot use non-qualified names with default_namespace option")
            names[qname] = qname.encode(encoding)
    for e in root.iter():
        tag = e.tag
        if isinstance(tag, QName):
            tag = tag.text
        if isinstance(tag, basestring):
            if tag not in names:
                add(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _fail(tag)
        for key, value in e.items():
            key = key.text if isinstance(key, QName) else key
            if key not in names:
                add(key)
            if isinstance(value, QName) and value.text not in names:
                add(value.text)
        if isinstance(e.text, QName) and e.text.text not in names:
            add(e.text.text)
    return names, spaces


_HTML_EMPTY = frozenset(("area", "base", "basefont", "br", "col", "frame", "hr", "img", "input", "isindex", "link", "meta", "param"))


def _write(write, e, encoding, names, spaces, html):
    tag, text = e.tag, e.text
    if tag is Comment:
        write("<!--%s-->" % text.encode(encoding, "xmlcharrefreplace"))
    elif tag is ProcessingInstruction:
        write("<?%s?>" % text.encode(encoding, "xmlcharrefreplace"))
    else:
        name = names[tag.text if isinstance(tag, QName) else tag]
        if name is None:
            if text:
                write(_text(text, encoding))
            for c in e:
                _write(write, c, encoding, names, None, html)
        else:
            write("<" + name)
            if spaces:
                for uri, prefix in sorted(spaces.items(), key=lambda x: x[1]):
                    if prefix:
                        prefix = ":" + prefix
                    write(" xmlns%s=\"%s\"" % (prefix.encode(encoding), _attribute(uri, encoding)))
            for k, v in sorted(e.items()):
                k = k.text if isinstance(k, QName) else k
                v = names[v.text] if isinstance(v, QName) else _attribute(v, encoding, html)
                write(" %s=\"%s\"" % (names[k], v))
            if html:
                write(">")
                lower = name.lower()
                if text:
                    write(text.encode(encoding, "xmlcharrefreplace") if lower in ("script", "style") else _text(text, encoding))
                for c in e:
                    _write(write, c, encoding, names, None, html)
                if lower not in _HTML_EMPTY:
                    write("</" + name + ">")
            elif text or len(e):
                write(">")
                if text:
                    write(names[text.text] if isinstance(text, QName) else _text(text, encoding))
                for c in e:
                    _write(write, c, encoding, names, None, html)
                write("</" + name + ">")
            else:
                write(" />")
    if e.tail:
        write(_text(e.tail, encoding))


class ElementTree(object):

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        if not hasattr(source, "read"):
            source = open(source, "rb")
        parser = parser or XMLParser(target=TreeBuilder())
        parser.feed(source.read())
        self._root = parser.close()
        return self._root

    def iter(self, tag=None):
        return self._root.iter(tag)

    def getiterator(self, tag=None):
        return list(self.iter(tag))

    def _path(self, path):
        return "." + path if path[:1] == "/" else path

    def find(self, path, namespaces=None):
        return self._root.find(self._path(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._path(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._path(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._path(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None):
        if not method:
            method = "xml"
        elif method not in ("xml", "html", "text", "c14n"):
            raise ValueError("unknown method %r" % method)
        file = file_or_filename if hasattr(file_or_filename, "write") else open(file_or_filename, "wb")
        write = file.write
        if not encoding:
            encoding = "utf-8" if method == "c14n" else "us-ascii"
        elif xml_declaration or (xml_declaration is None and encoding not in ("utf-8", "us-ascii")):
            if method == "xml":
                write("<?xml version='1.0' encoding='%s'?>\n" % encoding)
        if method == "text":
            for part in self._root.itertext():
                write(part.encode(encoding))
            if self._root.tail:
                write(self._root.tail.encode(encoding))
        else:
            names, spaces = _names(self._root, encoding, default_namespace)
            _write(write, self._root, encoding, names, spaces, method == "html")
        if file_or_filename is not file:
            file.close()


class _Sink(object):

    def __init__(self):
        self.parts = []
        self.write = self.parts.append


def tostring(element, encoding=None, method=None):
    return "".join(tostringlist(element, encoding, method))


def tostringlist(element, encoding=None, method=None):
    sink = _Sink()
    ElementTree(element).write(sink, encoding, method=method)
    return sink.parts


def dump(elem):
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout)
    tail = elem.getroot().tail
    if not tail or tail[-1] != "\n":
        sys.stdout.write("\n")


# Trees out of text.

class TreeBuilder(object):

    def __init__(self, element_factory=None):
        self._factory = element_factory or Element
        self._data, self._stack, self._last, self._after = [], [], None, False

    def close(self):
        assert len(self._stack) == 0, "missing end tags"
        assert self._last is not None, "missing toplevel element"
        return self._last

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = "".join(self._data)
                if self._after:
                    self._last.tail = text
                else:
                    self._last.text = text
            self._data = []

    def data(self, data):
        self._data.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = e = self._factory(tag, attrs)
        if self._stack:
            self._stack[-1].append(e)
        self._stack.append(e)
        self._after = False
        return e

    def end(self, tag):
        self._flush()
        self._last = self._stack.pop()
        assert self._last.tag == tag, "end tag mismatch (expected %s, got %s)" % (self._last.tag, tag)
        self._after = True
        return self._last


class XMLParser(object):

    def __init__(self, html=0, target=None, encoding=None):
        self.target = self._target = TreeBuilder() if target is None else target
        self.encoding = encoding
        self.version = "Expat 2.1.0"
        self.entity = {}
        self._parts = []

    def doctype(self, name, pubid, system):
        pass

    def feed(self, data):
        self._parts.append(data)

    def close(self):
        import _xml
        text = "".join(self._parts)
        events, error = _xml.events(text, self.entity)
        target = self.target
        for kind, name, value in events:
            if kind == 's':
                target.start(name, value)
            elif kind == 'e':
                target.end(name)
            elif kind == 't':
                target.data(value)
            elif kind == 'c' and hasattr(target, 'comment'):
                target.comment(value)
            elif kind == 'p' and hasattr(target, 'pi'):
                target.pi(name, value)
        if error is not None:
            message, code, line, column = error
            e = ParseError("%s: line %d, column %d" % (message, line, column))
            e.code = code
            e.position = line, column
            raise e
        if hasattr(target, 'close'):
            return target.close()


XMLTreeBuilder = XMLParser


def parse(source, parser=None):
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def XML(text, parser=None):
    parser = parser or XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    return XML("".join(sequence), parser)


def XMLID(text, parser=None):
    tree = XML(text, parser)
    return tree, dict((e.get("id"), e) for e in tree.iter() if e.get("id"))


class _Recorder(TreeBuilder):

    def __init__(self, wanted):
        TreeBuilder.__init__(self)
        self.wanted, self.seen = wanted, []

    def start(self, tag, attrs):
        e = TreeBuilder.start(self, tag, attrs)
        if 'start' in self.wanted:
            self.seen.append(('start', e))
        return e

    def end(self, tag):
        e = TreeBuilder.end(self, tag)
        if 'end' in self.wanted:
            self.seen.append(('end', e))
        return e


class _Events(object):

    def __init__(self, recorder, root):
        self._events, self.root = iter(recorder.seen), root

    def next(self):
        return self._events.next()

    def __iter__(self):
        return self


def iterparse(source, events=None, parser=None):
    if not hasattr(source, "read"):
        source = open(source, "rb")
    recorder = _Recorder(events or ['end'])
    parser = XMLParser(target=recorder)
    parser.feed(source.read())
    return _Events(recorder, parser.close())
