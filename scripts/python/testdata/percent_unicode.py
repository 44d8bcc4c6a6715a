class A(object):
  def __str__(s):
    print "str"; return "s"
  def __unicode__(s):
    print "uni"; return u"u"
print repr("%s %s" % (A(), u"x")), repr("%s %s %s" % ("a", u"x", A())), repr("%5s|%s" % ("a", u"x")), repr("%s|%d" % (u"\xe9", 3)), repr("a%s|%s" % (3, u"\xe9"))
try:
  print repr("%s %s" % (u"x", "\xe9"))
except Exception, e: print e
try: print repr("\xe9 %s" % (u"x",))
except Exception, e: print e
try: print repr("%s %s" % ("\xe9", u"x",))
except Exception, e: print e
