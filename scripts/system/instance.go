package system

// UDT instances in system.tag.configure: they are expanded from the definitions
// of the plant's tag files. To merge something into an instance that is there,
// it is expanded twice, with the parameters it has and with those it gets, and
// its tags take what differs: what else was changed in them stays (DEC-56).

import (
	"strings"

	"dryfire/scripts"
	"dryfire/tags"
	"dryfire/tags/tagfile"
)

// instance configures a UDT instance; done is false for one that is there whose
// type is unknown, which is edited as it is.
func (e *editor) instance(base string, m *tags.Map, old *tags.Tag) (q tags.Quality, done bool) {
	if old != nil && old.Definition().TagType() != tags.TypeUdtInstance {
		old = nil
	}
	id, _ := m.Get("typeId")
	if id.IsNull() && old != nil {
		id, _ = old.Definition().Property("typeId")
	}
	typeID := strings.TrimPrefix(scripts.PyStr(id), "_types_/")
	if id.IsNull() || typeID == "" {
		if old != nil {
			return q, false
		}
		return notConfigured("a UDT instance below %s has no typeId", base), true
	}
	u := e.world.UDTs(e.call.Run, scripts.NewTagPath(base).Source(), typeID)
	if u == nil {
		if old != nil {
			return q, false
		}
		return notConfigured("the plant's tag files have no UDT definition %q", typeID), true
	}
	node := tags.NewMap(m.Len() + 2)
	for i := range m.Len() {
		if k, v := m.At(i); k.Text() != "path" {
			node.Set(k, v)
		}
	}
	node.SetText("typeId", tags.Unicode(typeID))
	var before map[string]*tags.Definition
	if old != nil && e.policy == merge {
		had := tags.NewMap(4)
		had.SetText("name", tags.Unicode(old.Name()))
		had.SetText("typeId", tags.Unicode(typeID))
		given, _ := m.Get("parameters")
		had.SetText("parameters", tags.FromMap(merged(old.Definition().Parameters(), nil)))
		node.SetText("parameters", tags.FromMap(merged(old.Definition().Parameters(), given.Map())))
		list, err := u.Instance(base, had)
		if err != nil {
			return notConfigured("%s", err), true
		}
		before = make(map[string]*tags.Definition, len(list))
		for _, x := range list {
			before[tags.FoldName(x.Path)] = x.Definition
		}
	}
	list, err := u.Instance(base, node)
	if err != nil {
		return notConfigured("%s", err), true
	}
	return e.expanded(list, before), true
}

// merged lays parameters over others, case ignored.
func merged(base, over *tags.Map) *tags.Map {
	out := tags.NewMap(4)
	for _, m := range []*tags.Map{base, over} {
		if m == nil {
			continue
		}
		for i := range m.Len() {
			k, v := m.At(i)
			for j := range out.Len() {
				if known, _ := out.At(j); strings.EqualFold(known.Text(), k.Text()) {
					k = known
				}
			}
			out.Set(k, v)
		}
	}
	return out
}

// expanded configures the tags of an instance; those that were there before
// take the differences only.
func (e *editor) expanded(list []tagfile.Entry, before map[string]*tags.Definition) tags.Quality {
	for _, x := range list {
		d := tags.NewDefinition()
		was := before[tags.FoldName(x.Path)]
		if e.model.Find(x.Path) == nil {
			was = nil
		}
		for _, p := range x.Definition.Properties() {
			if was != nil {
				if v, ok := was.Get(p.Name); ok && v.Equal(p.Value) {
					continue
				}
			}
			if err := d.Set(p.Name, p.Value); err != nil {
				return notConfigured("%s: %s", x.Path, err)
			}
		}
		for _, s := range x.Definition.Scripts() {
			if was != nil && sameScript(s, was.Scripts()) {
				continue
			}
			if err := d.SetScript(e.compiled(x.Path, s)); err != nil {
				return notConfigured("%s: %s", x.Path, err)
			}
		}
		put := (*tags.Tags).Overwrite
		if was != nil {
			put = (*tags.Tags).Configure
			if len(d.Properties()) == 0 && len(d.Scripts()) == 0 {
				continue
			}
		}
		if _, err := put(e.model, x.Path, d); err != nil {
			return notConfigured("%s", err)
		}
	}
	return tags.QualityOf(tags.Good)
}

func textOf(script any) string {
	if s, ok := script.(*tags.ScriptSource); ok {
		return s.Text
	}
	return ""
}

func sameScript(s tags.EventScript, list []tags.EventScript) bool {
	for _, o := range list {
		if o.ID == s.ID {
			return textOf(o.Script) == textOf(s.Script) && o.Enabled == s.Enabled && o.ChangeTypes == s.ChangeTypes
		}
	}
	return false
}
