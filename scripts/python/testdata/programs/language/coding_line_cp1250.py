# -*- coding: cp1250 -*-
print repr("Š"), repr(u"Š")
