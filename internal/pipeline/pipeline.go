// Package pipeline carries documents and claims through their steps as
// background jobs. It is the only package that knows the queue (River). Every
// step is one transaction that also completes its job, so a step that runs
// again after a crash changes nothing twice.
package pipeline
