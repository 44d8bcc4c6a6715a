from string import Template
t = Template('$who likes ${what}s, $$5')
print t.substitute(who='tim', what='pump'), t.safe_substitute(who='x')
try: t.substitute(who='x')
except KeyError, e: print 'KeyError', e
try: Template('bad $').substitute()
except ValueError, e: print e
