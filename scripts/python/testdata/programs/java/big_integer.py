from java.math import BigInteger
print BigInteger('123456789012345678901234567890').add(BigInteger('1'))
print BigInteger.valueOf(5)
