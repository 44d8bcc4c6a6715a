print hex(255), hex(-255), oct(8), oct(-8), bin(5), bin(-5), hex(10L), oct(10L), bin(2 ** 40), chr(97), abs(-5), abs(-5L), abs(-2.5), abs(True), divmod(17, 5), (5).bit_length(), (255).__hex__(), (-1).__abs__(), (5).__add__(3), (5).__cmp__(6)
for f in (lambda: hex(1.5), lambda: bin('a'), lambda: oct(None), lambda: abs('a')):
    try: f()
    except Exception, e: print type(e).__name__, e
