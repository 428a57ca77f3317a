package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"text/template"

	"sigs.k8s.io/yaml"
)

// What Helm adds to the functions of Sprig. Those that read give a map with the key Error when they cannot, as Helm's do.
func helmFunctions(root *template.Template) template.FuncMap {
	return template.FuncMap{
		"include": func(name string, data interface{}) (string, error) {
			var out bytes.Buffer
			err := root.ExecuteTemplate(&out, name, data)
			return out.String(), err
		},
		"tpl": func(text string, data interface{}) (string, error) {
			copied, err := root.Clone()
			if err != nil {
				return "", err
			}
			parsed, err := copied.New("tpl").Parse(text)
			if err != nil {
				return "", err
			}
			var out bytes.Buffer
			err = parsed.Execute(&out, data)
			return out.String(), err
		},
		"required": func(message string, value interface{}) (interface{}, error) {
			if value == nil || value == "" {
				return nil, errors.New(message)
			}
			return value, nil
		},
		// As with "helm template": there is no cluster to look into.
		"lookup":        func(string, string, string, string) map[string]interface{} { return map[string]interface{}{} },
		"toYaml":        toYaml,
		"toJson":        func(value interface{}) (string, error) { text, err := json.Marshal(value); return string(text), err },
		"fromYaml":      fromYaml,
		"fromJson":      fromYaml,
		"fromYamlArray": fromYamlArray,
		"fromJsonArray": fromYamlArray,
	}
}

func toYaml(value interface{}) (string, error) {
	text, err := yaml.Marshal(value)
	return strings.TrimSuffix(string(text), "\n"), err
}

func fromYaml(text string) map[string]interface{} {
	read := map[string]interface{}{}
	if err := yaml.Unmarshal([]byte(text), &read); err != nil {
		read["Error"] = err.Error()
	}
	return read
}

func fromYamlArray(text string) []interface{} {
	read := []interface{}{}
	if err := yaml.Unmarshal([]byte(text), &read); err != nil {
		read = []interface{}{err.Error()}
	}
	return read
}
