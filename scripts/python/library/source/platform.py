# What a script is told of the machine: that it is a Java one, and nothing else.
import sys


def system():
    return 'Java'


def node():
    return 'localhost'


def release():
    return '17.0.0'


def version():
    return ''


def machine():
    return ''


def processor():
    return ''


def python_version():
    return '%d.%d.%d' % sys.version_info[:3]


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_implementation():
    return 'Jython'


def python_compiler():
    return ''


def python_build():
    return ('', '')


def architecture(executable='', bits='', linkage=''):
    return ('64bit', '')


def uname():
    return (system(), node(), release(), version(), machine(), processor())


def platform(aliased=0, terse=0):
    return 'Java-' + release()


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    return ('17.0.0', 'dryfire', ('', '', ''), ('', '', ''))
