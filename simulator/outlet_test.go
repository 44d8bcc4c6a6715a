package simulator

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/tags"
)

// What one call writes to tags that follow a device is one round trip; other
// tags take their values at once, and the results keep their order.
func TestOutletGathersWrites(t *testing.T) {
	s := New(Config{})
	defer s.Close()
	g, err := s.AddGateway(GatewayConfig{})
	require.NoError(t, err)
	for path, d := range map[string]*tags.Definition{
		"[default]a": tags.NewDefinition().MustSet("valueSource", "opc", "dataType", "Int4"),
		"[default]b": tags.NewDefinition().MustSet("valueSource", "opc", "dataType", "Float8"),
		"[default]m": tags.NewDefinition().MustSet("dataType", "Int4", "value", 0),
		"[default]o": tags.NewDefinition().MustSet("valueSource", "opc", "dataType", "Int4"),
	} {
		_, err := g.ConfigureTag(path, d)
		require.NoError(t, err)
	}
	var trips [][]DeviceWrite
	g.SetOutlet(func(tag *tags.Tag) bool { return tag.Path() != "[default]o" }, func(b []DeviceWrite) []tags.Quality {
		trips = append(trips, b)
		out := make([]tags.Quality, len(b))
		for i := range out {
			out[i] = tags.QualityOf(tags.Good)
		}
		out[len(out)-1] = tags.QualityOf(tags.BadAccessDenied)
		return out
	})
	require.NoError(t, s.Start())
	p, err := scripts.JavaScript.Compile(scripts.Source{Name: "run", Form: scripts.FormProgram, Text: `
		system.tag.writeBlocking(["[default]a", "[default]m", "[default]gone", "[default]b"], [1, 2, 3, 4]).map(String).join(" ")`})
	require.NoError(t, err)
	v, err := g.Run(Place{}, p)
	require.NoError(t, err)
	assert.Equal(t, "Good Good Bad_NotFound Bad_AccessDenied", v.Text())
	require.Len(t, trips, 1)
	require.Len(t, trips[0], 2)
	assert.Equal(t, "[default]a", trips[0][0].Tag.Path())
	assert.Equal(t, tags.KindFloat, trips[0][1].Value.Kind(), "converted to the tag's data type")
	assert.Equal(t, "2", g.Tags().Read("[default]m", nil).Value.String())
	assert.True(t, g.Tags().Read("[default]a", nil).Value.IsNull(), "the device has not reported it yet")

	var noted []string
	for _, r := range s.Journal().Since(0) {
		if a, ok := r.Detail.(*events.Access); ok && r.Kind == events.KindWrite {
			noted = append(noted, a.Path+" "+a.Quality.String())
		}
	}
	assert.Equal(t, []string{"[default]m Good", "[default]gone Bad_NotFound", "[default]a Good", "[default]b Bad_AccessDenied"}, noted)

	// A step's plain write goes there too; what says quality or timestamp, and
	// tags that follow nothing, are driven as the server would.
	q := g.Write([]TagWrite{{Path: "[default]a", Update: tags.Update{Value: tags.Int(5), HasValue: true}},
		{Path: "[default]o", Update: tags.Update{Value: tags.Int(6), HasValue: true}},
		{Path: "[default]b", Update: tags.Update{Quality: tags.QualityOf(tags.BadStale), HasQuality: true}}})
	assert.Equal(t, "[Bad_AccessDenied Good Good]", fmtQualities(q))
	assert.Len(t, trips, 2)
	assert.Equal(t, "6", g.Tags().Read("[default]o", nil).Value.String())
	assert.Equal(t, tags.BadStale, g.Tags().Read("[default]b", nil).Quality.Code)

	g.SetOutlet(nil, nil)
	g.Write([]TagWrite{{Path: "[default]a", Update: tags.Update{Value: tags.Int(7), HasValue: true}}})
	assert.Len(t, trips, 2)
	assert.Equal(t, "7", g.Tags().Read("[default]a", nil).Value.String())
}

func fmtQualities(list []tags.Quality) string {
	s := "["
	for i, q := range list {
		if i > 0 {
			s += " "
		}
		s += q.String()
	}
	return s + "]"
}
