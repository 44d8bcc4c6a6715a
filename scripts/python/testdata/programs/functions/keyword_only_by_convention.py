def connect(host, **options):
    timeout = options.pop('timeout', 10)
    if options: raise TypeError('unexpected options: %s' % ', '.join(sorted(options)))
    return host, timeout
print connect('h'), connect('h', timeout=5)
connect('h', retries=3, fast=True)    # TypeError: unexpected options: fast, retries
