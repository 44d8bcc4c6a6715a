import urllib, urlparse
print urllib.quote('a b/c?d=e&f'), urllib.quote('a/b', ''), urllib.quote_plus('a b&c'), urllib.unquote('a%20b%2Fc'), urllib.unquote_plus('a+b'), urllib.urlencode([('a', 1), ('b', 'x y')]), urllib.urlencode({'k': u'v'})
u = urlparse.urlparse('http://user@host:8088/path/x;p?q=1&r=2#frag'); print u, u.scheme, u.netloc, u.port, u.hostname, u.query, urlparse.parse_qs('a=1&a=2&b='), urlparse.parse_qsl('a=1&b=2'), urlparse.urljoin('http://h/a/b', '../c'), urlparse.urlunparse(u), urlparse.urlsplit('/a?b').query
