# Answers expressions: one per line of the file argv[1], answers to argv[2].
import sys, re
out = open(sys.argv[2], 'w')
env = {'__name__': '__main__'}
exec open(sys.argv[3]).read() in env
def text(e):
    try:
        return repr(str(e))
    except Exception:
        return repr(unicode(e))
for line in open(sys.argv[1]):
    src = line.rstrip('\n')
    try:
        v = eval(src, env)
        a = type(v).__name__ + ' ' + repr(v)
    except BaseException, e:
        a = '!' + type(e).__name__ + ' ' + text(e)
    except:
        a = '!!' + str(sys.exc_info()[0])
    a = ''.join([c < u'\x80' and c or '?' for c in a.decode('latin-1') if 1]) if isinstance(a, str) else ''.join([str(c) if ord(c) < 128 else '?' for c in a])
    if len(a) > 600:
        a = a[:600] + '...'
    out.write(re.sub('0x[0-9a-f]{1,6}>', '0x>', a) + '\n')
out.close()
