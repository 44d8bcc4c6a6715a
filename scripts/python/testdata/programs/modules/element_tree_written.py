# -*- coding: utf-8 -*-
import xml.etree.ElementTree as ET
root = ET.Element('tags', version='1')
for i, name in enumerate(['Tank', 'Pump & Co', u'F\xfcll<stand>']):
    t = ET.SubElement(root, 'tag', {'id': str(i)}, kind='a"b')
    t.text = name
    t.tail = '\n'
print ET.tostring(root)
print repr(ET.tostring(root, 'utf-8'))
print repr(ET.tostring(root, 'iso-8859-1'))
print root.find('tag').text, [t.get('id') for t in root.findall('tag')], root.findtext('tag'), root.findtext('none', 'dflt')
print [e.tag for e in root.iter()], len(root), root[0].attrib == {'id': '0', 'kind': 'a"b'}, root.get('version')
print [t.get('id') for t in root.findall("tag[@id='1']")], root.find('./tag[2]').text, root.find('tag[last()]').get('id'), root.findall('.//tag')[0].get('id')
root.remove(root[0])
root.insert(0, ET.Comment(' note '))
root.append(ET.PI('go', 'now'))
sub = ET.SubElement(root, '{urn:x}q')
sub.set('{urn:x}k', 'v')
ET.SubElement(sub, 'leaf')
print ET.tostring(root)
ET.dump(root)
print list(root.itertext()), ET.iselement(root), root.keys(), root.items()
ET.register_namespace('my', 'urn:x')
print ET.tostring(sub), ET.tostring(sub, method='text') == '', ET.tostring(root[1], method='html')
try:
    ET.tostring(ET.Element('a', n=5))
except TypeError, e:
    print e
