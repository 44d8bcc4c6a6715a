from java.util import UUID
u = UUID.fromString('12345678-1234-5678-1234-567812345678')
print u, u.toString(), u.equals(UUID.fromString(str(u))), len(str(UUID.randomUUID())), UUID.nameUUIDFromBytes('a') if False else ''
