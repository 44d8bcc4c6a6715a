import numbers
from fractions import Fraction as F, gcd
from decimal import Decimal
print F(1, 3) + F(1, 6), repr(F('0.25')), F(3.5), F(' -3/4 '), F('1e-2'), F(Decimal('1.25'))
print F(1, 3) < 0.5, F(1, 2) == 0.5, F(7, 2) // 1, F(-7, 2) % 2, F(22, 7).limit_denominator(3), F(3.141592653589793).limit_denominator(1000)
print round(F(5, 2)), int(F(7, 2)), int(F(-7, 2)), float(F(1, 3)), hash(F(1, 2)) == hash(0.5), hash(F(3)) == hash(3)
print F(2, 3) ** 2, F(2, 3) ** -2, 2 ** F(2), F(1, 4) ** 0.5, F(1, 2) + 1, 1 - F(1, 2), F(1, 2) * 0.5, 2 / F(1, 2)
print -F(1, 2), abs(F(-1, 2)), +F(1, 2), bool(F(0)), sorted([F(1, 2), F(1, 3), 0.4]), gcd(12, 18), gcd(-4, 6)
for bad in ['x', '1/0', '', '1/2/3']:
    try:
        print F(bad)
    except (ValueError, ZeroDivisionError), e:
        print type(e).__name__, e
for bad in [(None,), (1, 2.5), (float('inf'),)]:
    try:
        print F(*bad)
    except (TypeError, ValueError), e:
        print type(e).__name__, e
print F(3, 4).numerator, F(3, 4).denominator, F.from_float(0.125), F.from_decimal(Decimal('0.1'))
print [isinstance(3, c) for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)]
print [isinstance(3.5, c) for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral)]
print isinstance(F(1), numbers.Rational), isinstance(2L, numbers.Integral), isinstance(True, numbers.Integral), isinstance('1', numbers.Number), isinstance(Decimal(1), numbers.Number)
