def handleMessage(payload):
	logger = system.util.getLogger("gateway handler")
	logger.info("%s %s" % (payload['first'], payload['second']))
