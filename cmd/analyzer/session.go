package main

import (
	"fmt"
	"io/fs"
	"os"

	"claimline/internal/analyze"
	"claimline/internal/ruleset"
	"claimline/internal/sow"
	"claimline/rules"
)

// session is what one run of a command needs: the rules, the analyzer that
// works with them and the reader of documents.
type session struct {
	*reading

	pack     *ruleset.Pack
	analyzer *analyze.Analyzer
	answers  map[string]string
	today    sow.Day
}

// open loads the rules and starts the reader. The error says what to change.
func open(o options) (*session, error) {
	answers, err := o.answers()
	if err != nil {
		return nil, err
	}
	if err := analyze.CheckAnswers(answers); err != nil {
		return nil, err
	}
	today, err := o.day()
	if err != nil {
		return nil, fmt.Errorf("--today: %w", err)
	}
	pack, err := loadPack(o.rules)
	if err != nil {
		return nil, err
	}
	analyzer, err := analyze.New(pack)
	if err != nil {
		return nil, err
	}
	reading, err := o.startReading()
	if err != nil {
		return nil, err
	}
	return &session{reading: reading, pack: pack, analyzer: analyzer, answers: answers, today: today}, nil
}

// packFS is the rule pack in dir, or the one built into the program.
func packFS(dir string) fs.FS {
	if dir == "" {
		return rules.FS
	}
	return os.DirFS(dir)
}

func loadPack(dir string) (*ruleset.Pack, error) {
	if err := isPack(dir); err != nil {
		return nil, err
	}
	pack, err := ruleset.Load(packFS(dir))
	if err != nil {
		return nil, fmt.Errorf("the rule pack has mistakes; nothing was analysed:\n%w", err)
	}
	return pack, nil
}
