import math
print math.pi, math.e, math.sqrt(2), math.floor(-2.5), math.ceil(2.1), math.fabs(-3), math.pow(2, 3), math.fmod(-7, 3), math.modf(2.5), math.frexp(8), math.ldexp(0.5, 4), math.trunc(-2.7), math.hypot(3, 4), math.degrees(math.pi), math.radians(180), math.factorial(10), math.fsum([0.1] * 10), math.copysign(1, -0.0), math.isnan(float('nan')), math.isinf(1e400), math.log(8, 2), math.log10(1000), math.exp(0), math.atan2(1, 1), math.log(math.e)
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.factorial(-1), lambda: math.acos(2), lambda: math.sqrt('x'), lambda: math.floor(None)):
    try: print f()
    except Exception, e: print type(e).__name__, e
