# Exact rational numbers.
from decimal import Decimal
import math
import numbers
import operator
import re

__all__ = ['Fraction', 'gcd']

Rational = numbers.Rational


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


_FORM = re.compile(r"""
    \A\s*
    (?P<sign>[-+]?)
    (?=\d|\.\d)
    (?P<num>\d*)
    (?:
       (?:/(?P<denom>\d+))?
    |
       (?:\.(?P<decimal>\d*))?
       (?:E(?P<exp>[-+]?\d+))?
    )
    \s*\Z
""", re.VERBOSE | re.IGNORECASE)


class Fraction(Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = super(Fraction, cls).__new__(cls)
        if denominator is None:
            if isinstance(numerator, Rational):
                self._numerator = numerator.numerator
                self._denominator = numerator.denominator
                return self
            if isinstance(numerator, float):
                value = Fraction.from_float(numerator)
                self._numerator, self._denominator = value._numerator, value._denominator
                return self
            if isinstance(numerator, Decimal):
                value = Fraction.from_decimal(numerator)
                self._numerator, self._denominator = value._numerator, value._denominator
                return self
            if not isinstance(numerator, basestring):
                raise TypeError("argument should be a string or a Rational instance")
            m = _FORM.match(numerator)
            if m is None:
                raise ValueError('Invalid literal for Fraction: %r' % numerator)
            top, bottom = int(m.group('num') or '0'), 1
            if m.group('denom'):
                bottom = int(m.group('denom'))
            else:
                places = m.group('decimal')
                if places:
                    bottom = 10 ** len(places)
                    top = top * bottom + int(places)
                exp = int(m.group('exp') or 0)
                if exp >= 0:
                    top *= 10 ** exp
                else:
                    bottom *= 10 ** -exp
            if m.group('sign') == '-':
                top = -top
            numerator, denominator = top, bottom
        elif isinstance(numerator, Rational) and isinstance(denominator, Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        g = gcd(numerator, denominator)
        self._numerator = numerator // g
        self._denominator = denominator // g
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        if math.isnan(f) or math.isinf(f):
            raise TypeError("Cannot convert %r to %s." % (f, cls.__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError("%s.from_decimal() only takes Decimals, not %r (%s)" % (cls.__name__, dec, type(dec).__name__))
        if not dec.is_finite():
            raise TypeError("Cannot convert %s to %s." % (dec, cls.__name__))
        sign, digits, exp = dec.as_tuple()
        digits = int(''.join(map(str, digits)))
        if sign:
            digits = -digits
        if exp >= 0:
            return cls(digits * 10 ** exp)
        return cls(digits, 10 ** -exp)

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, until the denominator is too large.
        n, d = self._numerator, self._denominator
        p0, q0, p1, q1 = 0, 1, 1, 0
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        low = Fraction(p0 + k * p1, q0 + k * q1)
        high = Fraction(p1, q1)
        if abs(high - self) <= abs(low - self):
            return high
        return low

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return 'Fraction(%s, %s)' % (self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return '%s/%s' % (self._numerator, self._denominator)

    def _fallbacks(exact, plain):
        # The two methods of an operator: on fractions and integers exact, else on floats or complex numbers.
        def forward(a, b):
            if isinstance(b, (int, long, Fraction)):
                return exact(a, b)
            elif isinstance(b, float):
                return plain(float(a), b)
            elif isinstance(b, complex):
                return plain(complex(a), b)
            return NotImplemented

        def reverse(b, a):
            if isinstance(a, Rational):
                return exact(a, b)
            elif isinstance(a, numbers.Real):
                return plain(float(a), float(b))
            elif isinstance(a, numbers.Complex):
                return plain(complex(a), complex(b))
            return NotImplemented
        return forward, reverse

    __add__, __radd__ = _fallbacks(lambda a, b: Fraction(a.numerator * b.denominator + b.numerator * a.denominator,
                                                         a.denominator * b.denominator), operator.add)
    __sub__, __rsub__ = _fallbacks(lambda a, b: Fraction(a.numerator * b.denominator - b.numerator * a.denominator,
                                                         a.denominator * b.denominator), operator.sub)
    __mul__, __rmul__ = _fallbacks(lambda a, b: Fraction(a.numerator * b.numerator, a.denominator * b.denominator), operator.mul)

    def _quotient(a, b):
        return Fraction(a.numerator * b.denominator, a.denominator * b.numerator)

    __truediv__, __rtruediv__ = _fallbacks(_quotient, operator.truediv)
    __div__, __rdiv__ = _fallbacks(_quotient, operator.div)

    def __floordiv__(a, b):
        q = a / b
        if isinstance(q, Rational):
            return q.numerator // q.denominator
        return math.floor(q)

    def __rfloordiv__(b, a):
        q = a / b
        if isinstance(q, Rational):
            return q.numerator // q.denominator
        return math.floor(q)

    def __mod__(a, b):
        return a - b * (a // b)

    def __rmod__(b, a):
        return a - b * (a // b)

    def __pow__(a, b):
        if isinstance(b, Rational):
            if b.denominator == 1:
                n = b.numerator
                if n >= 0:
                    return Fraction(a._numerator ** n, a._denominator ** n)
                return Fraction(a._denominator ** -n, a._numerator ** -n)
            return float(a) ** float(b)
        return float(a) ** b

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction(abs(a._numerator), a._denominator)

    def __trunc__(a):
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __float__(a):
        return operator.truediv(a._numerator, a._denominator)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        if self == float(self):
            return hash(float(self))
        return hash((self._numerator, self._denominator))

    def __eq__(a, b):
        if isinstance(b, Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, complex):
            raise TypeError("no ordering relation is defined for complex numbers")
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __nonzero__(a):
        return a._numerator != 0

    def __reduce__(self):
        return (self.__class__, (str(self),))

    def __copy__(self):
        if type(self) == Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
