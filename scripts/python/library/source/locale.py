# The locale C, which is the only one: numbers and texts as Python itself writes them.
import operator

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "resetlocale", "localeconv", "strcoll",
           "strxfrm", "str", "atof", "atoi", "format", "format_string", "currency", "normalize", "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES",
           "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX"]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(ValueError):
    pass


def setlocale(category, value=None):
    if value not in (None, '', 'C', 'POSIX') and value != (None, None):
        raise Error('unsupported locale setting')
    return 'C'


def resetlocale(category=LC_ALL):
    pass


def getlocale(category=LC_CTYPE):
    return (None, None)


def getdefaultlocale(envvars=()):
    return ('en_US', 'UTF-8')


def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'


def normalize(localename):
    return localename


def localeconv():
    return {'grouping': [CHAR_MAX], 'currency_symbol': '', 'n_sign_posn': CHAR_MAX, 'p_cs_precedes': CHAR_MAX, 'n_cs_precedes': CHAR_MAX,
            'mon_grouping': [], 'n_sep_by_space': CHAR_MAX, 'decimal_point': '.', 'negative_sign': '', 'positive_sign': '',
            'p_sep_by_space': CHAR_MAX, 'int_curr_symbol': '', 'p_sign_posn': CHAR_MAX, 'thousands_sep': '', 'mon_thousands_sep': '',
            'frac_digits': CHAR_MAX, 'mon_decimal_point': '', 'int_frac_digits': CHAR_MAX}


def strcoll(a, b):
    return cmp(a, b)


def strxfrm(s):
    return s


def format(percent, value, grouping=False, monetary=False, *additional):
    if additional:
        return percent % ((value,) + additional)
    return percent % value


def format_string(f, val, grouping=False):
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    return "%.12g" % val


def atof(string, func=float):
    return func(string)


def atoi(s):
    return int(s)
