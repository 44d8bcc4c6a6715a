for e in (Exception(), Exception('a'), Exception('a', 1), Exception(('t',)), Exception(None), ValueError(u'\xe9'), KeyError('k'), KeyError(1, 2),
          KeyError(), IOError(2, 'No such file'), IOError(2, 'No such file', 'x.txt'), IOError('just text'), OSError(1, 'm'), SystemExit(3)):
    try:
        s = str(e)
    except UnicodeError, u:
        s = 'no str'
    print type(e).__name__, e.args, repr(s), repr(e), repr(e.message)
