# Run by Jython in this directory: runs every program below it, each as
# __main__ in a namespace of its own, and writes what it printed, with the
# traceback of an exception that it did not catch, beside where it stands under
# the directory named on the command line.
#
# One process runs them all, for starting Jython takes longer than they do. What
# they do to the interpreter is undone in between.
import imp
import os
import re
import sys
import threading


class Output(object):
    """Standard output and error, as bytes; unicode is encoded as on a terminal."""
    encoding = 'UTF-8'

    def __init__(self):
        self.parts = []

    def write(self, s):
        if isinstance(s, unicode):
            s = s.encode('utf-8')
        self.parts.append(s)

    def writelines(self, lines):
        for s in lines:
            self.write(s)

    def flush(self):
        pass

    def isatty(self):
        return False


def run(path):
    out = Output()
    main = imp.new_module('__main__')
    main.__dict__['__file__'] = path
    saved = sys.stdout, sys.stderr, sys.argv, sys.modules['__main__'], sys.getrecursionlimit(), set(sys.modules)
    sys.stdout = sys.stderr = out
    sys.argv = [path]
    sys.modules['__main__'] = main
    before = set(threading.enumerate())
    try:
        try:
            execfile(path, main.__dict__)
        except SystemExit, e:
            if e.code is not None and not isinstance(e.code, int):
                print >>out, e.code
        except:
            kind, value, trace = sys.exc_info()
            if isinstance(kind, type) and issubclass(kind, SyntaxError) and trace.tb_next is None:
                trace = None
            else:
                trace = trace.tb_next
            sys.stderr = out
            if getattr(out, 'softspace', 0):
                out.write('\n')
                out.softspace = 0
            sys.__excepthook__(kind, value, trace)
        for t in set(threading.enumerate()) - before:
            if not t.isDaemon():
                t.join()
        if getattr(out, 'softspace', 0):
            out.write('\n')
    finally:
        sys.stdout, sys.stderr, sys.argv, sys.modules['__main__'] = saved[:4]
        sys.setrecursionlimit(saved[4])
        sys.exc_clear()
        for name in set(sys.modules) - saved[5]:
            if not hasattr(sys.modules[name], '__file__'):
                del sys.modules[name]
    # Java's own frames say nothing about the program.
    return re.sub(r'(?m)^\t(at |\.\.\. \d+ more).*\n', '', ''.join(out.parts))


target = sys.argv[1]
names = []
for topic in sorted(os.listdir('.')):
    if os.path.isdir(topic):
        names += [topic + '/' + f for f in sorted(os.listdir(topic)) if f.endswith('.py')]
for name in names:
    text = run(name)
    f = open(os.path.join(target, name[:-3] + '.out'), 'wb')
    f.write(text)
    f.close()
