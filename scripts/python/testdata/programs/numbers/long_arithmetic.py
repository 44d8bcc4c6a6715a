a = 10 ** 20
b = 3 ** 30
print a * b, a / b, a % b, a - b, -a / 7, a >> 10, a << 3, a & b, a | b, a ^ b, ~a, float(a), int(a), hex(a), oct(b), a > b, a == 10.0 ** 20, hash(a), long('123' * 10), 0xFFFFFFFFFFL, divmod(-a, 7), bin(a)[:10], a.bit_length(), str(a), repr(a), '%d %x' % (a, a)
