import traceback
def f():
    try:
        raise ValueError('one')
    except ValueError:
        try:
            raise KeyError('two')
        except KeyError:
            print traceback.format_exc()
        print traceback.format_exc()
f()
