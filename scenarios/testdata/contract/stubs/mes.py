# What scripts find under system.mes.
class Filter(object):
    def __init__(self):
        self.names = []

    def setName(self, name):
        self.names.append(name)


class filter(object):
    @staticmethod
    def createFilter():
        return Filter()


loaded = []


def loadMESObject(uuid):
    loaded.append(uuid)
    return {'uuid': uuid, 'loads': len(loaded)}
