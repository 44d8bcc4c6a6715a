class Base(object):
    def run(self): raise NotImplementedError    # NotImplementedError
class Child(Base): pass
Child().run()
