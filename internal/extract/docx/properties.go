package docx

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"claimline/internal/extract/pack"
	"claimline/internal/extract/prose"
	"claimline/internal/sow"
)

// propertyLimit bounds how many stored values are kept of a document.
const propertyLimit = 512

// properties are the values stored beside the text: those of the package
// (docProps), and the XML that content controls are bound to (customXml).
type properties struct {
	props []sow.Property
	store map[string]string // by path of local names, "/Properties[1]/Company[1]"
}

func readProperties(pkg *opc, rels []relation) (*properties, error) {
	p := &properties{store: map[string]string{}}
	top, err := pkg.relations("")
	if err != nil {
		return p, err
	}
	for _, rel := range top {
		var err error
		switch rel.kind {
		case "core-properties", "extended-properties", "coreproperties", "extendedproperties":
			err = p.readStore(pkg, rel.target, true)
		case "custom-properties", "customproperties":
			err = p.readCustom(pkg, rel.target)
		}
		if err != nil {
			return p, err
		}
	}
	for _, rel := range append(top, rels...) {
		if rel.kind == "customxml" && !rel.external && path.Ext(rel.target) == ".xml" {
			if err := p.readStore(pkg, rel.target, false); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

// shownProperties are the stored properties that say something about a
// statement of work; page counts and the like do not.
var shownProperties = map[string]string{
	"title": "Title", "subject": "Subject", "creator": "Author", "keywords": "Keywords", "description": "Comments",
	"lastModifiedBy": "Last modified by", "created": "Created", "modified": "Modified", "category": "Category",
	"contentStatus": "Status", "Company": "Company", "Manager": "Manager",
}

// readStore keeps the values of a part by their path.
func (p *properties) readStore(pkg *opc, part string, show bool) error {
	return pkg.Read(part, func(d *pack.Decoder, root pack.Element) error {
		return p.walk(d, "/"+localName(root)+"[1]", show)
	})
}

func localName(el pack.Element) string {
	_, local, _ := strings.Cut(el.Name, ":")
	return local
}

func (p *properties) walk(d *pack.Decoder, at string, show bool) error {
	seen := map[string]int{}
	text, err := d.Mixed(func(el pack.Element) error {
		name := localName(el)
		if seen[name]++; len(p.store) >= propertyLimit {
			return nil
		}
		child := fmt.Sprintf("%s/%s[%d]", at, name, seen[name])
		for _, a := range el.Attrs {
			if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && len(a.Value) < 4096 {
				p.store[child+"/@"+a.Name.Local] = a.Value
			}
		}
		return p.walk(d, child, show)
	})
	text = strings.TrimSpace(text)
	if err != nil || text == "" || len(text) > 4096 {
		return err
	}
	if _, twice := p.store[at]; !twice {
		p.store[at] = text
	}
	local := at[strings.LastIndex(at, "/")+1:]
	local, _, _ = strings.Cut(local, "[")
	if show && shownProperties[local] != "" {
		p.add(shownProperties[local], text)
	}
	return nil
}

func (p *properties) readCustom(pkg *opc, part string) error {
	return pkg.Read(part, func(d *pack.Decoder, _ pack.Element) error {
		return d.Children(func(el pack.Element) error {
			name := el.Attr("name")
			return d.Children(func(pack.Element) error {
				value, err := d.Text()
				p.add(name, value)
				return err
			})
		})
	})
}

// add keeps a property; the same name and value once.
func (p *properties) add(name, value string) {
	name, value = prose.Clean(name), prose.Clean(value)
	if name == "" || value == "" || len(p.props) >= propertyLimit || len(value) > 4096 {
		return
	}
	for _, have := range p.props {
		if have.Name == name && have.Value == value {
			return
		}
	}
	p.props = append(p.props, sow.Property{Name: name, Value: value})
}

func (p *properties) list() []sow.Property { return p.props }

func (p *properties) title() string {
	for _, have := range p.props {
		if have.Name == "Title" {
			return have.Value
		}
	}
	return ""
}

var (
	xpathPrefix = regexp.MustCompile(`/(@?)[^/:\[\]]+:`)
	xpathNode   = regexp.MustCompile(`/[^/@\[\]]+(\[\d+\])?`)
)

// bound gives the stored value that an XPath of a content control points at,
// "" when there is none. Word writes such paths as steps with a position:
// "/ns0:Properties[1]/ns0:Company[1]".
func (p *properties) bound(xpath string) string {
	if xpath == "" {
		return ""
	}
	plain := xpathPrefix.ReplaceAllString(xpath, "/$1")
	plain = xpathNode.ReplaceAllStringFunc(plain, func(step string) string {
		if strings.HasSuffix(step, "]") {
			return step
		}
		return step + "[" + strconv.Itoa(1) + "]"
	})
	return p.store[plain]
}
