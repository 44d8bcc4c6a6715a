u = u"caf\u00e9"
for f, a in [("%s", (u,)), ("%d %s", (1, u"x")), ("%r", (u"x",)), ("%r %s", (u"x", "y")), ("%%%s", (u"x",)), ("%5s|%-5s|", (u"a", "b")), ("%s %s", ("a", u"b")),
             ("%s", ("a",)), ("%d", (1,)), ("%.2f %s", (1.5, u"z")), ("%c %s", ("a", u"b")), ("%s %", (u"a",)), ("%s %s", (u"a",)), ("%s", (u"a", 1)), ("%5%%s", (u"q",)),
             ("%d", (u"x",)), ("\xc3\xa9 %s", (u"x",)), ("%s \xc3\xa9", ("x",)), ("%s %s", (u"x", "\xc3\xa9")), ("%+d %s", (5, u"k")), ("% d%s", (5, u"k")), ("%#x%s", (5, u"k")), ("%ld%s", (5, u"k"))]:
    try:
        print repr(f % a),
    except Exception, e:
        print type(e).__name__, str(e)[:40],
    try:
        if len(a) == 1: print repr(f % (a[0],))
        else: print repr(f % (a[0], a[1]))
    except Exception, e:
        print type(e).__name__, str(e)[:40]
