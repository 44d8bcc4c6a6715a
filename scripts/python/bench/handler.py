def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):
	value = currentValue.value
	if not initialChange and value is not None and currentValue.quality.good:
		payload = {"path": tagPath, "cv": value, "pv": previousValue.value, "q": str(currentValue.quality)}
		if value > 90:
			level = "alarm"
		elif value > 75:
			level = "warn"
		else:
			level = "normal"
		payload["level"] = level
		band = 0
		for limit in [10, 25, 50, 75, 90]:
			if value >= limit:
				band += 1
		payload["band"] = band
		payload["msg"] = "%s changed from %s to %.2f (%s, band %d)" % (tagPath, previousValue.value, value, level, band)
		system.util.sendMessage("proj", "test", payload, scope="S")
