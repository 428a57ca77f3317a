// Renders a Helm chart as Helm does: values checked by their schema, templates with Helm's functions, objects and notes.
// Helm itself is not packaged for Debian.
//
//	render CHART RELEASE NAMESPACE [options] [name=value …]
//
//	--values FILE         values over those of the chart; again for more
//	--kube-version V      what .Capabilities says of the cluster
//	--api-versions LIST   joined by commas, added to those that every cluster has
//	--notes               print the notes in place of the objects
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"sigs.k8s.io/yaml"
)

type request struct {
	chart, release, namespace string
	valueFiles, settings      []string
	kubeVersion               string
	apiVersions               []string
	notes                     bool
}

func main() {
	request, err := parse(os.Args[1:])
	if err == nil {
		err = render(request)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func parse(arguments []string) (request, error) {
	r := request{kubeVersion: "v1.29.0"}
	var plain []string
	for i := 0; i < len(arguments); i++ {
		name := arguments[i]
		if name == "--notes" {
			r.notes = true
			continue
		}
		if !strings.HasPrefix(name, "--") {
			plain = append(plain, name)
			continue
		}
		i++
		if i == len(arguments) {
			return r, fmt.Errorf("%s needs a value", name)
		}
		switch name {
		case "--values":
			r.valueFiles = append(r.valueFiles, arguments[i])
		case "--kube-version":
			r.kubeVersion = arguments[i]
		case "--api-versions":
			r.apiVersions = strings.Split(arguments[i], ",")
		default:
			return r, fmt.Errorf("there is no option %s", name)
		}
	}
	if len(plain) < 3 {
		return r, errors.New("usage: render CHART RELEASE NAMESPACE [--values FILE] [--kube-version V] [--api-versions LIST] [--notes] [name=value …]")
	}
	r.chart, r.release, r.namespace, r.settings = plain[0], plain[1], plain[2], plain[3:]
	return r, nil
}

func render(r request) error {
	chart, err := loadChart(r.chart)
	if err != nil {
		return err
	}
	for _, file := range r.valueFiles {
		more, err := readYaml(file)
		if err != nil {
			return err
		}
		merge(chart.values, more)
	}
	for _, setting := range r.settings {
		if err := set(chart.values, setting); err != nil {
			return err
		}
	}
	if err := checkValues(chart.schema, chart.values); err != nil {
		return err
	}
	rendered, err := chart.render(r)
	if err != nil {
		return err
	}
	for _, file := range rendered {
		switch {
		case strings.HasSuffix(file.name, "NOTES.txt"):
			if r.notes {
				fmt.Println(strings.TrimSpace(file.text))
			}
		case !r.notes:
			for _, document := range documents(file.text) {
				// What Helm would send must be YAML.
				if err := yaml.Unmarshal([]byte(document), &map[string]interface{}{}); err != nil {
					return fmt.Errorf("%s: %w\n%s", file.name, err, document)
				}
				fmt.Printf("---\n# Source: %s\n%s\n", file.name, document)
			}
		}
	}
	return nil
}

// documents splits what a template gave; empty ones and those of comments alone are left out.
func documents(text string) []string {
	var found []string
	for _, document := range strings.Split("\n"+text, "\n---") {
		document = strings.TrimSpace(document)
		for _, line := range strings.Split(document, "\n") {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				found = append(found, document)
				break
			}
		}
	}
	return found
}
