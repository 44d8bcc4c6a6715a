def handleMessage(payload):
    line = payload['line']
    return line * payload['count']    # KeyError: 'count'
print handleMessage({'line': 2, 'count': 3})
handleMessage({'line': 2})
