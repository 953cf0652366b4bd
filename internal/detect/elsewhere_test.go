package detect

import (
	"slices"
	"testing"

	"claimline/internal/sow"
)

// polarityOf reads a document of a scope section with these lines.
func polarityOf(t *testing.T, id string, lines ...string) sow.Polarity {
	t.Helper()
	doc := sow.Document{Language: "en", Title: "Statement of Work", Blocks: []sow.Block{
		{Kind: sow.Heading, Level: 1, Text: "Statement of Work"},
		{Kind: sow.Heading, Level: 2, Text: "Scope of services"},
	}}
	for _, line := range lines {
		doc.Blocks = append(doc.Blocks, sow.Block{Kind: sow.ListItem, Text: line})
	}
	det := detecting(t, sow.Weights{}).Detect(doc)
	at := slices.IndexFunc(det.Workloads, func(w sow.Workload) bool { return w.ID == id })
	if at < 0 {
		return ""
	}
	return det.Workloads[at].Polarity
}

func TestWhatIsDeliveredElsewhereOrGivenUp(t *testing.T) {
	tests := []struct {
		name, id string
		lines    []string
		want     sow.Polarity
	}{
		{"machines in a cloud of their own", "azure-virtual-machines", []string{"Set up Azure VMware Solution with three nodes.", "Move 94 virtual machines in nine nights to Azure."}, sow.Supporting},
		{"machines on a cluster of the site", "azure-virtual-machines", []string{"Build three clusters of Azure Local.", "Move 94 virtual machines from the old hosts, with Azure Policy."}, sow.Supporting},
		{"that cluster is excluded", "azure-virtual-machines", []string{"Excluded: Azure Local.", "Move 94 virtual machines in nine nights to Azure."}, sow.InScope},
		{"machines by their name", "azure-virtual-machines", []string{"Set up Azure VMware Solution with three nodes.", "Build six Azure Virtual Machines."}, sow.InScope},
		{"tables leave for the successor", "azure-synapse", []string{"Build a lakehouse in Microsoft Fabric.", "Tune Azure Synapse until then.", "Replace Azure Synapse."}, sow.Source},
		{"nothing is replaced", "azure-synapse", []string{"Build a lakehouse in Microsoft Fabric.", "Tune Azure Synapse until then."}, sow.InScope},
		{"no successor", "azure-synapse", []string{"Build an archive in Azure Storage.", "Tune Azure Synapse until then.", "Replace Azure Synapse."}, sow.InScope},
		{"a suite beside its product", "defender-xdr", []string{"Roll out Defender for Endpoint.", "Defender Suite, first wave"}, sow.Supporting},
		{"the portal of a suite beside its product", "defender-xdr", []string{"Roll out Defender for Endpoint.", "One queue of incidents in Defender XDR"}, sow.InScope},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := polarityOf(t, tt.id, tt.lines...); got != tt.want {
				t.Errorf("%s is %q, want %q", tt.id, got, tt.want)
			}
		})
	}
}
