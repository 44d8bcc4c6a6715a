# A parser of HTML that calls a method for each thing it finds.
import re

__all__ = ["HTMLParser", "HTMLParseError"]

_ATTRIBUTE = re.compile(r'\s*([^\s/>=][^\s/>=]*)(?:\s*=\s*("[^"]*"|\'[^\']*\'|[^\s>]*))?')
_ENTITY = re.compile(r'&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?')
_TAG = re.compile(r'<([a-zA-Z][^\s/>]*)((?:"[^"]*"|\'[^\']*\'|[^>"\'])*)>')


class HTMLParseError(Exception):

    def __init__(self, msg, position=(None, None)):
        self.msg = msg
        self.lineno, self.offset = position

    def __str__(self):
        result = self.msg
        if self.lineno is not None:
            result = result + ", at line %d" % self.lineno
        if self.offset is not None:
            result = result + ", column %d" % (self.offset + 1)
        return result


class HTMLParser:

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self):
        self.reset()

    def reset(self):
        self.rawdata = ''
        self.lasttag = '???'
        self.cdata_elem = None
        self._line, self._column = 1, 0
        self._starttag = None

    def feed(self, data):
        self.rawdata = self.rawdata + data
        self._go(False)

    def close(self):
        self._go(True)

    def getpos(self):
        return self._line, self._column

    def get_starttag_text(self):
        return self._starttag

    def _advance(self, n):
        done = self.rawdata[:n]
        lines = done.count('\n')
        if lines:
            self._line += lines
            self._column = n - (done.rindex('\n') + 1)
        else:
            self._column += n
        self.rawdata = self.rawdata[n:]

    def _go(self, end):
        while self.rawdata:
            data = self.rawdata
            if self.cdata_elem is not None:
                m = re.search(r'</%s\s*>' % self.cdata_elem, data, re.I)
                if m is None:
                    if not end:
                        return
                    self.handle_data(data)
                    self._advance(len(data))
                    return
                if m.start() > 0:
                    self.handle_data(data[:m.start()])
                    self._advance(m.start())
                    continue
            i = re.search('[<&]', data)
            if i is None:
                self.handle_data(data)
                self._advance(len(data))
                return
            if i.start() > 0:
                self.handle_data(data[:i.start()])
                self._advance(i.start())
                continue
            n = self._markup(data, end)
            if n < 0:
                if not end:
                    return
                self.handle_data(data)
                n = len(data)
            self._advance(n)

    def _markup(self, data, end):
        # Handles what stands at the beginning of data and returns its length, -1 if more is needed.
        if data[0] == '&':
            m = _ENTITY.match(data)
            if m is None:
                if not end and len(data) < 10 and not re.match(r'&[^a-zA-Z#]', data):
                    return -1
                self.handle_data('&')
                return 1
            if not end and m.end() == len(data) and data[-1] != ';':
                return -1
            name = m.group(1)
            if name[0] == '#':
                self.handle_charref(name[1:])
            else:
                self.handle_entityref(name)
            return m.end()
        for opening, closing, handle in (('<!--', '-->', self.handle_comment), ('<?', '>', self.handle_pi), ('<!', '>', self.handle_decl)):
            if data.startswith(opening):
                j = data.find(closing, len(opening))
                if j < 0:
                    return -1
                handle(data[len(opening):j])
                return j + len(closing)
        if data.startswith('</'):
            m = re.match(r'</\s*([a-zA-Z][^\s>]*)[^>]*>', data)
            if m is None:
                if '>' not in data:
                    return -1
                self.handle_data(data[:2])
                return 2
            self.cdata_elem = None
            self.handle_endtag(m.group(1).lower())
            return m.end()
        m = _TAG.match(data)
        if m is None:
            if re.match(r'<[a-zA-Z]', data) or (len(data) == 1 and not end):
                return -1
            self.handle_data('<')
            return 1
        self._starttag = m.group(0)
        self.lasttag = tag = m.group(1).lower()
        rest = m.group(2)
        attrs = []
        for a in _ATTRIBUTE.finditer(rest):
            value = a.group(2)
            if value is not None:
                if value[:1] in ('"', "'") and value[:1] == value[-1:] and len(value) > 1:
                    value = value[1:-1]
                value = self.unescape(value)
            attrs.append((a.group(1).lower(), value))
        if rest.rstrip().endswith('/'):
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.cdata_elem = tag
        return m.end()

    def error(self, message):
        raise HTMLParseError(message, self.getpos())

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unescape(self, s):
        if '&' not in s:
            return s
        import htmlentitydefs

        def character(m):
            name = m.group(1)
            if name[0] == '#':
                code = int(name[2:], 16) if name[1] in 'xX' else int(name[1:])
                return unichr(code)
            if name == 'apos':
                return u"'"
            if name in htmlentitydefs.name2codepoint:
                return unichr(htmlentitydefs.name2codepoint[name])
            return m.group(0)
        return re.sub(r'&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);', character, s)
