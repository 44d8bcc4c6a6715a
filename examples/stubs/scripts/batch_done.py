def valueChanged(tag, tagPath, previousValue, currentValue, initialChange, missedEvents):
	if currentValue.value and not initialChange:
		number, weight = [q.value for q in system.tag.readBlocking(["[.]Number", "[.]Weight"])]
		system.util.sendMessage("Plant", "storeBatch", {"batch": number, "weight": weight}, scope="G")
