# coding: koi8-r
print repr("а"), repr(u"а")
