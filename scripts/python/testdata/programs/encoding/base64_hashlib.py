import base64, hashlib
print base64.b64encode('hello'), base64.b64decode('aGVsbG8='), base64.encodestring('x' * 60), base64.urlsafe_b64encode('\xfb\xff'), base64.b16encode('ab'), base64.b32encode('a')
print hashlib.md5('a').hexdigest(), hashlib.sha1('a').hexdigest(), hashlib.sha256('').hexdigest(), repr(hashlib.md5('x').digest()[:4]), hashlib.new('sha512', 'a').hexdigest()[:16], hashlib.md5().digest_size
h = hashlib.sha1(); h.update('a'); h.update('b'); print h.hexdigest() == hashlib.sha1('ab').hexdigest()
try: base64.b64decode('a')
except TypeError, e: print e
