from decimal import Decimal, getcontext, ROUND_HALF_UP
a, b = Decimal('1.10'), Decimal('2.2')
print a + b, a * b, a / Decimal(3), -a, a < b, a == Decimal('1.1'), repr(a), str(a), float(a), int(Decimal('3.9')), Decimal('2.675').quantize(Decimal('0.01'), ROUND_HALF_UP), Decimal(5), Decimal('1E+3'), Decimal('0.1') + Decimal('0.2'), Decimal(10).sqrt(), abs(Decimal('-1')), Decimal('7') % 3, Decimal('7') // 2, Decimal(2) ** 10, max(a, b), sum([a, b]), '%.2f' % a, '{0:.1f}'.format(b), round(a, 1), hash(Decimal(1)) == hash(1), getcontext().prec, Decimal('NaN'), Decimal('Infinity'), Decimal('1.200').normalize(), Decimal('12.5').as_tuple()
try: Decimal('x')
except Exception, e: print type(e).__name__, e
try: a / 0
except Exception, e: print type(e).__name__, e
try: a + 1.5
except TypeError, e: print e
