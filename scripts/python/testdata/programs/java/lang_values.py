from java.lang import String, Integer, Long, Double, Boolean, Math, System, StringBuilder, Character
print Integer.parseInt('42'), Integer.MAX_VALUE, Integer.toHexString(255), Integer.toBinaryString(5), Integer.valueOf(7), Long.parseLong('123'), Long.MAX_VALUE, Double.parseDouble('1.5'), Double.isNaN(float('nan')), Boolean.parseBoolean('true'), Boolean.TRUE, Math.max(1, 2), Math.abs(-5), Math.round(2.5), Math.sqrt(16), Math.PI, Math.floor(1.5), Math.pow(2, 3)
print String.valueOf(5), String.format('%d-%s', [5, 'x']), Character.isDigit('5'), System.currentTimeMillis() > 0
sb = StringBuilder(); sb.append('a').append(1).append('z'); print sb.toString(), sb.length(), sb
