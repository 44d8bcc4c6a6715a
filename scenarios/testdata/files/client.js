function handleMessage(payload) { return payload }
