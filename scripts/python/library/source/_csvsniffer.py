# csv.Sniffer: guesses how a CSV text is written.
import re
from StringIO import StringIO

import csv


class Sniffer:

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        quote, double, delim, space = self._quotes(sample, delimiters)
        if not delim:
            delim, space = self._frequencies(sample, delimiters)
        if not delim:
            raise csv.Error("Could not determine delimiter")

        class dialect(csv.Dialect):
            _name = "sniffed"
            lineterminator = '\r\n'
            quoting = csv.QUOTE_MINIMAL
        dialect.doublequote = double
        dialect.delimiter = delim
        dialect.quotechar = quote or '"'
        dialect.skipinitialspace = space
        return dialect

    def _quotes(self, data, delimiters):
        # Looks at fields in quotes and at what stands beside them.
        shapes = (r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?P=delim)',
                  r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?P<delim>[^\w\n"\'])(?P<space> ?)',
                  r'(?P<delim>[^\w\n"\'])(?P<space> ?)(?P<quote>["\']).*?(?P=quote)(?:$|\n)',
                  r'(?:^|\n)(?P<quote>["\']).*?(?P=quote)(?:$|\n)')
        found = []
        for shape in shapes:
            found = [m.groupdict() for m in re.finditer(shape, data, re.DOTALL | re.MULTILINE)]
            if found:
                break
        if not found:
            return ('', False, None, 0)
        quotes, delims, spaces = {}, {}, 0
        for g in found:
            quotes[g['quote']] = quotes.get(g['quote'], 0) + 1
            d = g.get('delim')
            if d and (delimiters is None or d in delimiters):
                delims[d] = delims.get(d, 0) + 1
            if g.get('space'):
                spaces += 1
        quote = max(quotes, key=lambda k: quotes[k])
        delim, space = '', 0
        if delims:
            delim = max(delims, key=lambda k: delims[k])
            space = delims[delim] == spaces
            if delim == '\n':
                delim = ''
        d = re.escape(delim)
        double = re.search(r"((%s)|^)\W*%s[^%s\n]*%s[^%s\n]*%s\W*((%s)|$)" % (d, quote, d, quote, d, quote, d), data, re.MULTILINE)
        return (quote, bool(double), delim, space)

    def _frequencies(self, data, delimiters):
        # Looks for a character that stands equally often in the lines.
        lines = [l for l in data.split('\n') if l]
        step, done = min(10, len(lines)), 0
        counts, modes, candidates = {}, {}, {}
        chars = [chr(c) for c in range(127)]
        while done < len(lines):
            for line in lines[done:done + step]:
                for c in chars:
                    per = counts.setdefault(c, {})
                    n = line.count(c)
                    per[n] = per.get(n, 0) + 1
            done += step
            for c in chars:
                items = counts[c].items()
                if len(items) == 1 and items[0][0] == 0:
                    continue
                best = max(items, key=lambda x: x[1])
                modes[c] = (best[0], best[1] - sum(n for k, n in items if k != best[0]))
            total = float(len(lines[:done]))
            consistency = 1.0
            while not candidates and consistency >= 0.9:
                for c, (n, times) in modes.items():
                    if n > 0 and times > 0 and times / total >= consistency and (delimiters is None or c in delimiters):
                        candidates[c] = (n, times)
                consistency -= 0.01
            if len(candidates) == 1:
                delim = candidates.keys()[0]
                return (delim, lines[0].count(delim) == lines[0].count("%c " % delim))
        if not candidates:
            return ('', 0)
        for d in self.preferred:
            if d in candidates:
                return (d, lines[0].count(d) == lines[0].count("%c " % d))
        delim = max((n, c) for c, n in candidates.items())[1]
        return (delim, lines[0].count(delim) == lines[0].count("%c " % delim))

    def has_header(self, sample):
        rows = csv.reader(StringIO(sample), self.sniff(sample))
        header = rows.next()
        kinds = dict((i, None) for i in range(len(header)))
        checked = 0
        for row in rows:
            if checked > 20:
                break
            checked += 1
            if len(row) != len(header):
                continue
            for i in kinds.keys():
                for kind in (int, long, float, complex):
                    try:
                        kind(row[i])
                        break
                    except (ValueError, OverflowError):
                        pass
                else:
                    kind = len(row[i])
                if kind == long:
                    kind = int
                if kind != kinds[i]:
                    if kinds[i] is None:
                        kinds[i] = kind
                    else:
                        del kinds[i]
        votes = 0
        for i, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[i]) != kind else -1
            else:
                try:
                    kind(header[i])
                    votes -= 1
                except (ValueError, TypeError):
                    votes += 1
        return votes > 0
