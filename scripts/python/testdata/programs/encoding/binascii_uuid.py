import binascii, uuid
print binascii.hexlify('ab\xff'), repr(binascii.unhexlify('6162')), binascii.crc32('hello'), binascii.b2a_base64('a').strip()
u = uuid.UUID('12345678-1234-5678-1234-567812345678'); print u, u.hex, u.int, repr(u), u.version, uuid.uuid5(uuid.NAMESPACE_DNS, 'example.org'), len(str(uuid.uuid4()))
