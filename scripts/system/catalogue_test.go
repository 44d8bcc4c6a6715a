package system

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCatalogue(t *testing.T) {
	for _, c := range []struct {
		name            string
		gateway, client bool
	}{
		{"system.db.runNamedQuery", true, true},
		{"db.runNamedQuery", true, true},
		{"db.SERIALIZABLE", true, true},
		{"db.runNamedQuerry", false, false},
		{"db.refresh", false, true},
		{"util.invokeLater", false, true}, // JY-5
		{"gui.messageBox", false, true},
		{"vision.showMessage", false, true},
		{"perspective.print", true, false},
		{"perspective.workstation.exit", true, false},
		{"mes.loadMESObject", false, false}, // MOD-1
		{"util", false, false},
		{"system.util", false, false},
		{"", false, false},
		{"print", false, false},
	} {
		assert.Equal(t, c.gateway, Exists(Gateway, c.name), "%s in gateway scope", c.name)
		assert.Equal(t, c.client, Exists(Client, c.name), "%s in client scope", c.name)
	}
}

func TestFamilies(t *testing.T) {
	for _, c := range []struct {
		name            string
		gateway, client bool
	}{
		{"tag", true, true},
		{"system.tag", true, true},
		{"gui", false, true}, // JY-5
		{"vision", false, true},
		{"perspective", true, false},
		{"perspective.workstation", true, false},
		{"historian", true, true},
		{"mes", false, false},
		{"tags", false, false},
		{"", false, false},
	} {
		assert.Equal(t, c.gateway, Family(Gateway, c.name), "%s in gateway scope", c.name)
		assert.Equal(t, c.client, Family(Client, c.name), "%s in client scope", c.name)
	}
}

// Whatever is simulated exists, and no family lists a name twice.
func TestCatalogueHoldsTheLibrary(t *testing.T) {
	for _, f := range functions() {
		assert.True(t, Exists(Gateway, f.Name), "%s is simulated and not in the catalogue", f.FullName())
	}
	names := map[string]bool{}
	for _, f := range catalogueText {
		assert.False(t, names[f.name], "family %s stands twice", f.name)
		names[f.name] = true
		seen := map[string]bool{}
		parts := catalogue[f.name]
		for _, list := range [][]string{parts.both, parts.gateway, parts.client} {
			for _, name := range list {
				assert.False(t, seen[name], "%s.%s stands twice", f.name, name)
				seen[name] = true
			}
		}
	}
}

// Whole families are simulated, but for what writes files.
func TestWholeFamilies(t *testing.T) {
	for name, but := range map[string][]string{"date": nil, "math": nil, "dataset": {"dataSetToExcel", "toExcel"}} {
		for _, f := range catalogue[name].both {
			simulated := Library.Function(name+"."+f) != nil
			assert.Equal(t, !slices.Contains(but, f), simulated, "system.%s.%s", name, f)
		}
	}
}
