import shared.units as units

def double(x):
    return 2 * x

def asText(x):
    return units.format(x)
