# Encodings by name: the functions around str.encode and str.decode.
import sys

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE", "BOM64_LE",
           "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "strict_errors",
           "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = '\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM32_LE = '\xff\xfe'
BOM_BE = BOM_UTF16_BE = BOM32_BE = '\xfe\xff'
BOM_UTF32_LE = BOM64_LE = '\xff\xfe\x00\x00'
BOM_UTF32_BE = BOM64_BE = '\x00\x00\xfe\xff'
BOM = BOM_UTF16 = BOM_UTF16_BE
BOM_UTF32 = BOM_UTF32_BE

_NAMES = {'utf8': 'utf-8', 'u8': 'utf-8', 'utf': 'utf-8', 'utf_8': 'utf-8', 'utf8_ucs2': 'utf-8', 'ascii': 'ascii', '646': 'ascii',
          'us_ascii': 'ascii', 'latin1': 'iso8859-1', 'latin_1': 'iso8859-1', 'latin': 'iso8859-1', 'l1': 'iso8859-1',
          'iso8859_1': 'iso8859-1', 'iso_8859_1': 'iso8859-1', 'iso88591': 'iso8859-1', '8859': 'iso8859-1', 'cp819': 'iso8859-1',
          'utf_16': 'utf-16', 'utf16': 'utf-16', 'u16': 'utf-16', 'utf_16_le': 'utf-16-le', 'utf_16le': 'utf-16-le',
          'utf_16_be': 'utf-16-be', 'utf_16be': 'utf-16-be', 'utf_32': 'utf-32', 'utf32': 'utf-32', 'u32': 'utf-32',
          'utf_32_le': 'utf-32-le', 'utf_32le': 'utf-32-le', 'utf_32_be': 'utf-32-be', 'utf_32be': 'utf-32-be', 'cp1252': 'cp1252',
          'windows_1252': 'cp1252', '1252': 'cp1252', 'base64': 'base64', 'base_64': 'base64', 'base64_codec': 'base64', 'hex': 'hex',
          'hex_codec': 'hex', 'rot13': 'rot-13', 'rot_13': 'rot-13', 'zlib': 'zlib', 'zip': 'zlib', 'zlib_codec': 'zlib',
          'utf_8_sig': 'utf-8-sig', 'unicode_escape': 'unicode-escape', 'raw_unicode_escape': 'raw-unicode-escape',
          'string_escape': 'string-escape', 'quopri': 'quopri', 'quopri_codec': 'quopri', 'utf_7': 'utf-7', 'utf7': 'utf-7'}

_searched = []


class CodecInfo(tuple):

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self.streamwriter, self.streamreader = streamwriter, streamreader
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at 0x%x>" % (self.__class__.__module__, self.__class__.__name__, self.name, id(self))


class Codec:

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder(object):

    encoding = None

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        return encode(input, self.encoding, self.errors)

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder(object):

    encoding = None

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''

    def decode(self, input, final=False):
        data = self.buffer + input
        # What may be the beginning of a character waits for the rest of it.
        for cut in range(0 if final else 4):
            part = data[:len(data) - cut]
            try:
                text = decode(part, self.encoding, 'strict')
            except UnicodeDecodeError:
                continue
            self.buffer = data[len(part):]
            return text
        self.buffer = ''
        return decode(data, self.encoding, self.errors)

    def reset(self):
        self.buffer = ''

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


BufferedIncrementalEncoder, BufferedIncrementalDecoder = IncrementalEncoder, IncrementalDecoder


class StreamWriter(Codec):

    encoding = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        self.stream.write(encode(object, self.encoding, self.errors))

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        pass

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReader(Codec):

    encoding = None

    def __init__(self, stream, errors='strict'):
        self.stream = stream
        self.errors = errors
        self.rest = None

    def _text(self):
        if self.rest is None:
            self.rest = decode(self.stream.read(), self.encoding, self.errors)
        return self.rest

    def read(self, size=-1, chars=-1, firstline=False):
        text = self._text()
        n = chars if chars >= 0 else size
        if n < 0:
            n = len(text)
        self.rest = text[n:]
        return text[:n]

    def readline(self, size=None, keepends=True):
        lines = self._text().splitlines(True)
        if not lines:
            return u''
        self.rest = self.rest[len(lines[0]):]
        return lines[0] if keepends else lines[0].splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def next(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def reset(self):
        self.rest = None

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReaderWriter(object):

    encoding = 'unknown'

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def next(self):
        return self.reader.next()

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


def register(search_function):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searched.append(search_function)


def _key(encoding):
    return encoding.lower().replace('-', '_').replace(' ', '_')


def lookup(encoding):
    key = _key(encoding)
    name = _NAMES.get(key)
    if name is None:
        for search in _searched:
            info = search(key)
            if info is not None:
                return info
        u''.encode(encoding)
        name = key.replace('_', '-')

    def encoder(input, errors='strict'):
        return input.encode(name, errors), len(input)

    def decoder(input, errors='strict'):
        return input.decode(name, errors), len(input)
    kinds = [type(base.__name__, (base, object), {'encoding': name})
             for base in (StreamReader, StreamWriter, IncrementalEncoder, IncrementalDecoder)]
    return CodecInfo(encoder, decoder, kinds[0], kinds[1], kinds[2], kinds[3], name)


def encode(obj, encoding=None, errors='strict'):
    if encoding is None:
        encoding = sys.getdefaultencoding()
    if _searched and _key(encoding) not in _NAMES:
        return lookup(encoding).encode(obj, errors)[0]
    return obj.encode(encoding, errors)


def decode(obj, encoding=None, errors='strict'):
    if encoding is None:
        encoding = sys.getdefaultencoding()
    if _searched and _key(encoding) not in _NAMES:
        return lookup(encoding).decode(obj, errors)[0]
    return obj.decode(encoding, errors)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors='strict'):
    for part in iterator:
        out = encode(part, encoding, errors)
        if out:
            yield out


def iterdecode(iterator, encoding, errors='strict'):
    decoder = getincrementaldecoder(encoding)(errors)
    for part in iterator:
        out = decoder.decode(part)
        if out:
            yield out
    out = decoder.decode('', True)
    if out:
        yield out


def open(filename, mode='rb', encoding=None, errors='strict', buffering=1):
    stream = __builtins_open(filename, mode)
    if encoding is None:
        return stream
    info = lookup(encoding)
    return StreamReaderWriter(stream, info.streamreader, info.streamwriter, errors)


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    raise NotImplementedError('codecs.EncodedFile')


from __builtin__ import open as __builtins_open


def _pair(name):
    def encoder(input, errors='strict'):
        return input.encode(name, errors), len(input)

    def decoder(input, errors='strict', final=True):
        return input.decode(name, errors), len(input)
    return encoder, decoder


utf_8_encode, utf_8_decode = _pair('utf-8')
utf_16_encode, utf_16_decode = _pair('utf-16')
utf_16_le_encode, utf_16_le_decode = _pair('utf-16-le')
utf_16_be_encode, utf_16_be_decode = _pair('utf-16-be')
ascii_encode, ascii_decode = _pair('ascii')
latin_1_encode, latin_1_decode = _pair('latin-1')
unicode_escape_encode, unicode_escape_decode = _pair('unicode-escape')


def strict_errors(e):
    if isinstance(e, Exception):
        raise e
    raise TypeError("codec must pass exception instance")


def ignore_errors(e):
    return (u'', e.end)


def replace_errors(e):
    if isinstance(e, UnicodeEncodeError):
        return (u'?' * (e.end - e.start), e.end)
    return (u'\ufffd' * (e.end - e.start if isinstance(e, UnicodeTranslateError) else 1), e.end)


def xmlcharrefreplace_errors(e):
    return (u''.join(u'&#%d;' % ord(c) for c in e.object[e.start:e.end]), e.end)


def backslashreplace_errors(e):
    return (e.object[e.start:e.end].encode('ascii', 'backslashreplace').decode('ascii'), e.end)


_handlers = {'strict': strict_errors, 'ignore': ignore_errors, 'replace': replace_errors,
             'xmlcharrefreplace': xmlcharrefreplace_errors, 'backslashreplace': backslashreplace_errors}


def register_error(name, handler):
    if not callable(handler):
        raise TypeError("argument 2 must be callable")
    _handlers[name] = handler


def lookup_error(name):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError("unknown error handler name '%s'" % name)
