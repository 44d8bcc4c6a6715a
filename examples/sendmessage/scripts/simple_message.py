# Sends two values to the message handlers of project X, on the gateway and in
# the Vision clients.
project = "X"
messageHandler = "testHandler"
result = system.util.sendMessage(project, messageHandler, {"first": "Hello", "second": "World"}, scope="CG")
