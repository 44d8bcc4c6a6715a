# Names against patterns of a shell: *, ?, [seq] and [!seq].
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def translate(pat):
    out, i, n = [], 0, len(pat)
    while i < n:
        c = pat[i]
        i += 1
        if c == '*':
            out.append('.*')
        elif c == '?':
            out.append('.')
        elif c == '[':
            end = pat.find(']', i + (2 if pat[i:i + 1] == '!' else 1))
            if end < 0:
                out.append('\\[')
                continue
            chars = pat[i:end].replace('\\', '\\\\')
            i = end + 1
            if chars[0] == '!':
                chars = '^' + chars[1:]
            elif chars[0] == '^':
                chars = '\\' + chars
            out.append('[' + chars + ']')
        else:
            out.append(re.escape(c))
    return ''.join(out) + '\\Z(?ms)'


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    match = re.compile(translate(pat)).match
    return [n for n in names if match(n)]
