# Records what Jython answers to the sessions named on the command line and
# writes the answers into them; see oracle_test.go.
import sys, traceback, re
from StringIO import StringIO


def read(text):
    out = []
    for line in text.splitlines(True):
        if line.startswith("> "):
            out.append([line[2:], ""])
        elif line.startswith("| ") or line == "|\n":
            out[-1][0] += line[2:] if line.startswith("| ") else "\n"
    return out


def answer(src, names):
    out = StringIO()
    old = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = out
    try:
        try:
            try:
                code = compile(src.strip(), "<session>", "eval")
            except SyntaxError:
                exec compile(src, "<session>", "exec") in names
            else:
                v = eval(code, names)
                if v is not None:
                    print repr(v)
        except:
            c, v = sys.exc_info()[:2]
            out.write(traceback.format_exception_only(c, v)[-1])
    finally:
        sys.stdout, sys.stderr = old
    s = out.getvalue()
    if isinstance(s, unicode):
        s = s.encode("utf-8")
    return re.sub("0x[0-9a-f]+", "0x", s)


for path in sys.argv[1:]:
    f = open(path)
    cases = read(f.read())
    f.close()
    names = {"__name__": "__main__"}
    text = []
    for src, _ in cases:
        prefix = "> "
        for line in src.splitlines(True):
            text.append(prefix + line)
            prefix = "| "
        s = answer(src, names)
        if s and not s.endswith("\n"):
            s += "\n"
        text.append(s)
    f = open(path, "w")
    f.write("".join(text))
    f.close()
