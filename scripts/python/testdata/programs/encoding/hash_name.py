import hashlib
print hashlib.sha1().name
