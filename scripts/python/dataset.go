package python

// Ignition's classes of datasets, so that scripts can import them, ask with
// isinstance and make a BasicDataset of their own. What datasets can do comes
// from the host's library.

import (
	"slices"
	"sync"

	"dryfire/scripts"
	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
	"dryfire/tags"
)

const (
	commonPackage  = "com.inductiveautomation.ignition.common"
	builtinPackage = commonPackage + ".script.builtin"
)

// The classes are made when they are first used: Dataset, which all datasets
// are; BasicDataset, the values of DataSet tags; PyDataSet.
var datasetInterface, datasetType, pyDataSetType func() *object.Type

func init() {
	datasetInterface = sync.OnceValue(func() *object.Type {
		return object.NewType(object.TypeDef{Module: commonPackage, Name: "Dataset", NoNew: true, HostAttrs: true})
	})
	datasetType = sync.OnceValue(func() *object.Type {
		return object.NewType(object.TypeDef{Module: commonPackage, Name: "BasicDataset", Base: datasetInterface(), NoDict: true, HostAttrs: true,
			New: newDataset, Methods: slices.DeleteFunc(hostMethods(), func(d object.Def) bool {
				return d.Name == "__getitem__" || d.Name == "__setitem__" // only a PyDataSet has rows
			})})
	})
	pyDataSetType = sync.OnceValue(func() *object.Type {
		return newSequenceType((*scripts.Rows).TypeName(nil), datasetInterface())
	})
	java.Declare(commonPackage+".Dataset", datasetInterface)
	java.Declare(commonPackage+".BasicDataset", datasetType)
	java.Declare(builtinPackage+".DatasetUtilities", func() *object.Type {
		t := object.NewType(object.TypeDef{Module: builtinPackage, Name: "DatasetUtilities", NoNew: true})
		t.AddConst("PyDataSet", object.Obj(pyDataSetType()))
		return t
	})
}

// newDataset is BasicDataset(): empty, the copy of a dataset, or made of column
// names, column types and columns.
func newDataset(t *object.Thread, cls *object.Type, a []object.Value, names []string) object.Value {
	s := simulation(t, "datasets")
	if len(names) > 0 || len(a) > 3 || len(a) == 2 {
		t.Raisef(object.TypeErrorType, "%s(): expected 0-1 or 3 args; got %d", cls.FullName(), len(a))
	}
	d := &tags.Dataset{}
	switch len(a) {
	case 1:
		if d = s.toTag(a[0]).Dataset(); d == nil {
			t.Raisef(object.TypeErrorType, "%s(): 1st arg can't be coerced to %s.Dataset", cls.FullName(), commonPackage)
		}
	case 3:
		var err error
		if d, err = scripts.ColumnsDataset(s.toTag(a[0]), s.toTag(a[1]), s.toTag(a[2])); err != nil {
			s.raise(err)
		}
	}
	return s.newHostObject(cls, tags.FromDataset(d))
}
