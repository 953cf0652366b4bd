package main

import "net/http"

func (s *services) handler() http.Handler { return http.NotFoundHandler() }
