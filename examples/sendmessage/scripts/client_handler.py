def handleMessage(payload):
	logger = system.util.getLogger("client handler")
	logger.info("%s %s" % (payload['first'], payload['second']))
