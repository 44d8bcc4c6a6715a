function handleMessage(payload) {
    system.util.getLogger("client handler").info(payload.first + " " + payload.second)
}
