import logging
log = logging.getLogger('plant.line')
print log.name, log.level, logging.getLevelName(30), logging.INFO, log is logging.getLogger('plant.line'), log.isEnabledFor(logging.ERROR)
