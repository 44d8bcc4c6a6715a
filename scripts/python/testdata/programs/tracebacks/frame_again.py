import traceback


def report(f):
    try:
        f()
    except:
        print traceback.format_exc()


def raised_again():
    try:
        try:
            1 / 0
        except Exception:
            try:
                [][1]
            except Exception:
                pass
            raise
    except KeyError:
        pass


def with_traceback():
    import sys
    try:
        int('x')
    except ValueError, e:
        info = sys.exc_info()
    try:
        raise info[0], info[1], info[2]
    except KeyError:
        pass


def passes():
    try:
        try:
            raised_again()
        except KeyError:
            pass
    except (IndexError,
            TypeError):
        pass


def missing_name():
    try:
        x = 1
        raised_again()
        x = 2
    except (KeyError,
            NoSuchError), e:
        pass


report(raised_again)
report(with_traceback)
report(passes)
report(missing_name)
