import collections, csv, datetime, decimal, json, logging, re, struct, threading, uuid, copy, calendar
for c in (datetime.datetime, datetime.date, datetime.timedelta, decimal.Decimal, decimal.InvalidOperation, collections.Counter, collections.OrderedDict,
          collections.deque, collections.defaultdict, csv.Error, re.error, struct.error, threading.Thread, uuid.UUID, copy.Error, logging.Logger,
          json.JSONEncoder, calendar.IllegalMonthError, collections.namedtuple('P', 'x')):
    print c
class D(datetime.datetime): pass
class E(decimal.Decimal): pass
class C(collections.OrderedDict): pass
class Bad(csv.Error): pass
print D, E, C, Bad, D(2024, 1, 1), C(a=1), E(5) + 1, isinstance(D, type), type(type(E(1)))
try:
    decimal.Decimal('x')
except decimal.InvalidOperation, e:
    print type(e), e
try:
    raise Bad('b')
except csv.Error, e:
    print type(e), e
