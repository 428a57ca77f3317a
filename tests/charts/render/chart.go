package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
)

type chart struct {
	metadata, values map[string]interface{}
	schema           []byte
	templates        map[string]string
	files            files
}

type renderedFile struct{ name, text string }

func loadChart(folder string) (*chart, error) {
	metadata, err := readYaml(filepath.Join(folder, "Chart.yaml"))
	if err != nil {
		return nil, err
	}
	values, err := readYaml(filepath.Join(folder, "values.yaml"))
	if err != nil {
		return nil, err
	}
	loaded := &chart{metadata: metadata, values: values, templates: map[string]string{}, files: files{}}
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(name, "templates/"):
			loaded.templates[fmt.Sprintf("%s/%s", metadata["name"], name)] = string(text)
		case name == "values.schema.json":
			loaded.schema = text
		case name != "Chart.yaml" && name != "values.yaml":
			loaded.files[name] = text
		}
		return nil
	})
	return loaded, err
}

func (c *chart) render(r request) ([]renderedFile, error) {
	// A value that is not there is a mistake, as with "helm lint --strict"; what this renders, Helm renders alike.
	root := template.New("").Option("missingkey=error")
	functions := sprig.TxtFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	root.Funcs(functions).Funcs(helmFunctions(root))
	names := make([]string, 0, len(c.templates))
	for name := range c.templates {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := root.New(name).Parse(c.templates[name]); err != nil {
			return nil, err
		}
	}

	var rendered []renderedFile
	for _, name := range names {
		if strings.HasPrefix(filepath.Base(name), "_") {
			continue
		}
		var out bytes.Buffer
		if err := root.ExecuteTemplate(&out, name, c.data(r, name)); err != nil {
			return nil, err
		}
		rendered = append(rendered, renderedFile{name, out.String()})
	}
	return rendered, nil
}

func (c *chart) data(r request, name string) map[string]interface{} {
	return map[string]interface{}{
		"Values": c.values,
		"Chart":  map[string]interface{}{"Name": c.metadata["name"], "Version": c.metadata["version"], "AppVersion": c.metadata["appVersion"]},
		"Release": map[string]interface{}{
			"Name": r.release, "Namespace": r.namespace, "Service": "Helm", "IsInstall": true, "IsUpgrade": false, "Revision": 1,
		},
		"Capabilities": capabilitiesOf(r),
		"Files":        c.files,
		"Template":     map[string]interface{}{"Name": name, "BasePath": fmt.Sprintf("%s/templates", c.metadata["name"])},
	}
}
