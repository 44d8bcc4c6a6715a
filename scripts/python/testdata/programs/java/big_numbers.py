from java.math import BigDecimal, RoundingMode
a = BigDecimal('1.10'); print a.add(BigDecimal('2.2')), a.multiply(a), a.setScale(1, RoundingMode.HALF_UP), a.compareTo(BigDecimal('1.1')), a.equals(BigDecimal('1.1')), a.toString(), a.doubleValue(), a.intValue(), a.negate(), BigDecimal('10').divide(BigDecimal('4')), BigDecimal(5).scale()
try: BigDecimal('1').divide(BigDecimal('3'))
except: print 'inexact'
