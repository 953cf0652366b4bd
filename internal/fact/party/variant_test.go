package party

import "testing"

// TestVariantOfOneName holds names that differ in which words are their legal form.
func TestVariantOfOneName(t *testing.T) {
	long := &organisation{key: []string{"larkmoor", "canal", "corporation", "dac"}, form: 1}
	for _, tt := range []struct {
		name string
		key  []string
		form int
		want bool
	}{
		{"all of it with a longer form", long.key, 2, true},
		{"another form", []string{"larkmoor", "canal", "plc"}, 1, false},
		{"the start of it", []string{"larkmoor", "canal"}, 0, true},
	} {
		if got := variant(long, &organisation{key: tt.key, form: tt.form}); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
