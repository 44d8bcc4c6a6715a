def handleMessage(payload):
	return a.b.f(payload)
