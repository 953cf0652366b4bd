package names

import (
	"slices"

	"claimline/internal/fact/page"
	"claimline/internal/fact/topic"
)

// plainMakers are those of the makers that are ordinary words, which companies
// have in their names as well.
var plainMakers = map[string]bool{"windows": true, "teams": true, "outlook": true, "dynamics": true}

// Product tells whether a name holds that of a maker of software.
func Product(l *page.Line, org page.Name) bool {
	from, to := org.From, org.To-org.Form
	if org.Front {
		from, to = from+org.Form, org.To
	}
	if _, ok := l.Window(from, to, topic.LicenceVendor); ok { // "SAS" is a form as well as a maker
		return true
	}
	if _, ok := l.Window(org.From, org.To, topic.LicenceThing); ok && org.Form == 0 { // "Acme Windows & Doors Ltd" is a company
		return true
	}
	if org.Form == 1 && IsMaker(org.Key[0]) && l.Hyphened(org.From+1) && org.Key[len(org.Key)-1] == "co" { // "Teams-Räume & Co."
		return true
	}
	return slices.ContainsFunc(org.Key, func(w string) bool { return IsMaker(w) && (org.Form == 0 || !plainMakers[w]) })
}

// IsMaker tells whether a folded word is one of those in names of Microsoft and its
// products, which write them alike in every language.
func IsMaker(word string) bool {
	switch word {
	case "microsoft", "azure", "dynamics", "copilot", "intune", "sharepoint", "onedrive", "entra", "purview", "teams", "outlook", "windows":
		return true
	}
	return false
}
