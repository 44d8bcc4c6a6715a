handler = {'name': 'x'}
handler('call')    # TypeError: 'dict' object is not callable
