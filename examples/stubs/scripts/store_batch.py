import java.lang

def handleMessage(payload):
	logger = system.util.getLogger("batches")
	grade = shared.quality.grade(payload["weight"])
	try:
		key = system.db.runNamedQuery("Plant", "Batches/Insert", {"number": payload["batch"], "grade": grade}, getKey=True)
	except java.lang.Exception, e:
		logger.error("batch %d is not stored: %s" % (payload["batch"], e.getMessage()))
		system.mes.queue.retry("Batches", payload)
		return None
	logger.info("batch %d is row %d, grade %s" % (payload["batch"], key, grade))
	return key
