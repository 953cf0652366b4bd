package main

import (
	"flag"
	"os"
	"testing"

	"claimline/internal/extract"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write golden files and scripts anew")

func TestMain(m *testing.M) {
	extract.MainIfChild()
	testscript.Main(m, map[string]func(){"analyzer": main})
}

// TestScripts runs the commands as a person types them.
func TestScripts(t *testing.T) {
	repo, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true, UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOWS", repo+"/../../testdata/sows")
			env.Setenv("XDG_CACHE_HOME", os.TempDir()+"/claimline-test-cache")
			return nil
		},
	})
}
