settings = {'a': 1}
def get(name):
    return settings[name]    # KeyError: 'rate'
print get('a')
print get('rate')
