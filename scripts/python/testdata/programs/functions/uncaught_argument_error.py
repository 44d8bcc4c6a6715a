class Valve(object):
    def open(self, percent): return percent
Valve().open()    # TypeError: open() takes exactly 2 arguments (1 given)
