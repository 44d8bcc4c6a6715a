function handleMessage(session, payload) {
    system.util.getLogger("session handler").info(str(payload))
}
