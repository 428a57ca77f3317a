package main

import (
	"strconv"
	"strings"
)

// What .Capabilities tells of a cluster.
type capabilities struct {
	KubeVersion kubeVersion
	APIVersions apiVersions
}

type kubeVersion struct{ Version, Major, Minor string }

func (v kubeVersion) String() string { return v.Version }

// GitVersion is the name that older charts know.
func (v kubeVersion) GitVersion() string { return v.Version }

type apiVersions []string

func (known apiVersions) Has(version string) bool {
	for _, one := range known {
		if one == version {
			return true
		}
	}
	return false
}

func capabilitiesOf(r request) capabilities {
	parts := strings.SplitN(strings.TrimPrefix(r.kubeVersion, "v"), ".", 3)
	for len(parts) < 2 {
		parts = append(parts, "0")
	}
	known := apiVersions{"v1", "apps/v1", "rbac.authorization.k8s.io/v1", "networking.k8s.io/v1", "admissionregistration.k8s.io/v1", "apiextensions.k8s.io/v1"}
	if minor, err := strconv.Atoi(strings.TrimSuffix(parts[1], "+")); err == nil && minor < 21 {
		known = append(known, "policy/v1beta1")
	} else {
		known = append(known, "policy/v1")
	}
	return capabilities{
		KubeVersion: kubeVersion{Version: r.kubeVersion, Major: parts[0], Minor: parts[1]},
		APIVersions: append(known, r.apiVersions...),
	}
}
