package notify

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"syscall"
)

// errGuard is the refusal of an address that a webhook may not reach.
var errGuard = errors.New("a webhook may not reach it")

// closed are networks that are not the public internet: this machine, private
// and shared networks, link-local with the cloud's metadata services,
// documentation, multicast, reserved, and the ranges of IPv6 that hide an IPv4
// address (IANA special-purpose registries).
var closed = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"168.63.129.16/32", // the wire server of Azure
	"::/96", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
	"fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func prefixes(list ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(list))
	for i, p := range list {
		all[i] = netip.MustParsePrefix(p)
	}
	return all
}

// guard keeps connections to the public internet and to the allowed networks.
type guard struct{ allow []netip.Prefix }

// control is for net.Dialer.Control: it sees the address that is dialled after
// the name was resolved, so no answer of a name server gets round it.
func (g guard) control(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %s: %w", address, errGuard)
	}
	if !g.open(target.Addr()) {
		return fmt.Errorf("%s is no public address: %w; allow its network with --webhook-allow", target.Addr(), errGuard)
	}
	return nil
}

func (g guard) open(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	within := func(p netip.Prefix) bool { return p.Contains(ip) }
	return slices.ContainsFunc(g.allow, within) || !slices.ContainsFunc(closed, within)
}
