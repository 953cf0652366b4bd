package detect

import (
	"slices"
	"strings"

	"claimline/internal/detect/sense"
	"claimline/internal/sow"
)

// work gives what the partner does with a workload. The nature of the document
// decides first: in one that runs, teaches or advises, passing words of
// building do not make a deployment. Otherwise the sentences that count say.
func (r *reading) work(t *tally, kind sow.DocKind) []sow.Activity {
	if all := r.nature(kind); all != "" {
		return []sow.Activity{all}
	}
	out := []sow.Activity{}
	for _, m := range t.mentions {
		if m.Polarity == sow.InScope && m.Verb != "" {
			out = sense.AppendNew(out, m.Verb)
		}
	}
	if len(out) == 1 && out[0] == sow.Assessment && 2*r.Sums().Advise >= r.Sums().Build {
		return out
	}
	if r.Teaches() {
		out = slices.DeleteFunc(out, func(a sow.Activity) bool { return a != sow.Adoption })
		out = sense.AppendNew(out, sow.Training)
		return sorted(out)
	}
	if w := r.Sums(); w.Build >= 2*w.Run { // "the customer's service desk", "maintenance engineers": not what the document is about
		out = slices.DeleteFunc(out, func(a sow.Activity) bool { return a == sow.ManagedServices })
	}
	if kind == sow.KindStaffAug {
		out = sense.AppendNew(out, sow.StaffAugmentation)
	}
	if !slices.ContainsFunc(out, decides) && kind != sow.KindStaffAug {
		out = sense.AppendNew(out, r.mainWork())
	}
	return sorted(out)
}

// nature gives the one kind of work that a whole document is about, if it is
// about one: running or advising.
func (r *reading) nature(kind sow.DocKind) sow.Activity {
	switch w := r.Sums(); {
	case kind == sow.KindManaged, kind != sow.KindLicensing && kind != sow.KindAssessment && w.Run > w.Build && w.Run >= 3:
		return sow.ManagedServices
	case kind == sow.KindLicensing, kind == sow.KindAssessment, w.Advise > w.Build && w.Advise >= 2:
		return sow.Assessment
	}
	return ""
}

// decides tells whether an activity by itself says what a claim is: support and
// advice go with any work.
func decides(a sow.Activity) bool {
	return a != sow.Assessment && a != sow.Support && a != sow.StaffAugmentation
}

func sorted(list []sow.Activity) []sow.Activity {
	slices.SortFunc(list, func(a, b sow.Activity) int { return strings.Compare(string(a), string(b)) })
	return list
}

// mainWork gives the kind of building that the scope sections name most;
// deployment when none is named.
func (r *reading) mainWork() sow.Activity {
	sum := r.Sums().By
	best := sow.Deployment
	for _, a := range []sow.Activity{sow.Migration, sow.CustomDevelopment} {
		if sum[a] > sum[best] {
			best = a
		}
	}
	return best
}
