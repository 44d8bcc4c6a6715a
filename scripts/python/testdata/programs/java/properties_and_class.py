from java.util import Date, ArrayList
d = Date(0)
print d.class.name, d.getClass().getName(), d.getClass().getSimpleName(), ArrayList().class.simpleName, Date, ArrayList, isinstance(d, Date), Date.__name__
