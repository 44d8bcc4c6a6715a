package projectfile_test

import (
	"fmt"
	"testing/fstest"

	"dryfire/simulator/projectfile"
)

func ExampleLoadFS() {
	folder := fstest.MapFS{ // os.DirFS, or simply projectfile.Load
		"project.json": {Data: []byte(`{"title":"","parent":"Shared","enabled":true,"inheritable":false}`)},
		"ignition/message/count/handleMessage.py": {Data: []byte("def handleMessage(payload):\n\treturn payload['n'] + 1\n")},
		"ignition/message/count/resource.json":    {Data: []byte(`{"files":["handleMessage.py"],"attributes":{"threadType":"Dedicated"}}`)},
		"ignition/message/idle/resource.json":     {Data: []byte(`{"files":["handleMessage.py"]}`)},
	}
	p, err := projectfile.LoadFS(folder, projectfile.Options{Name: "Line 1", Label: "projects/Line 1"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Name, p.Version, p.Parent)
	for _, h := range p.Gateway.Messages {
		source := h.Script.Source()
		fmt.Println(h.Name, h.Thread, source.Entry, source.Params, source.Name)
	}
	for _, w := range p.Warnings {
		fmt.Println(w.Severity, w)
	}
	// Output:
	// Line 1 8.3 Shared
	// count Dedicated handleMessage [payload] projects/Line 1/ignition/message/count/handleMessage.py
	// failure ignition/message/idle/handleMessage.py: gateway message handler "idle": it does not exist
}
