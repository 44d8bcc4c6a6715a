import zlib
data = 'abc' * 100
print len(zlib.compress(data)) < 50, zlib.decompress(zlib.compress(data)) == data, zlib.crc32('abc'), zlib.adler32('abc')
