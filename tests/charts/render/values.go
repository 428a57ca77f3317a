package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/xeipuuv/gojsonschema"
	"sigs.k8s.io/yaml"
)

func readYaml(path string) (map[string]interface{}, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	document := map[string]interface{}{}
	if err := yaml.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return document, nil
}

// merge puts more over values: maps are merged, null removes, everything else is replaced.
func merge(values, more map[string]interface{}) {
	for name, value := range more {
		below, isMap := value.(map[string]interface{})
		has, hasMap := values[name].(map[string]interface{})
		switch {
		case value == nil:
			delete(values, name)
		case isMap && hasMap:
			merge(has, below)
		default:
			values[name] = value
		}
	}
}

// set carries out one "a.b=value", the value read as YAML.
func set(values map[string]interface{}, setting string) error {
	path, text, found := strings.Cut(setting, "=")
	if !found {
		return fmt.Errorf("%q is not name=value", setting)
	}
	var value interface{}
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return err
	}
	names := strings.Split(path, ".")
	for i := len(names) - 1; i >= 0; i-- {
		value = map[string]interface{}{names[i]: value}
	}
	merge(values, value.(map[string]interface{}))
	return nil
}

// checkValues refuses what the chart's schema does not allow, with Helm's own validator.
func checkValues(schema []byte, values map[string]interface{}) error {
	if schema == nil {
		return nil
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewGoLoader(values))
	if err != nil {
		return err
	}
	if result.Valid() {
		return nil
	}
	var problems []string
	for _, problem := range result.Errors() {
		problems = append(problems, "- "+problem.String())
	}
	sort.Strings(problems)
	return errors.New("values don't meet the specifications of the schema:\n" + strings.Join(problems, "\n"))
}
