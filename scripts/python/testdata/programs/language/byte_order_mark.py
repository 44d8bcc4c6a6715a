print "bom ok", repr("é"), repr(u"é")
