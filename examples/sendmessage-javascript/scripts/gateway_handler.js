function handleMessage(payload) {
    system.util.getLogger("gateway handler").info(payload.first + " " + payload.second)
}
