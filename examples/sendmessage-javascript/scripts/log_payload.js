function handleMessage(session, payload) {
    system.util.getLogger("session event handler").info(str(payload))
}
