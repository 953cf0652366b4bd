// Package rules holds the rule pack that is built into the programs: plain
// data in YAML, which consultants can read and change. Package ruleset is the
// engine that loads and applies it.
package rules

import "embed"

// FS is the pack as delivered, with pack.yaml at its root.
//
//go:embed *.yaml */*.yaml
var FS embed.FS
