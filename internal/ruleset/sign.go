package ruleset

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"strings"
)

// signatureHead opens a signature file and binds what is signed to this use.
const signatureHead = "claimline-pack-v1"

// statement is what a signature covers: every file of the pack with its size
// and hash, so that a file can be neither changed, added nor taken away.
func statement(files []packFile) []byte {
	var out strings.Builder
	out.WriteString(signatureHead + "\n")
	for _, f := range files {
		fmt.Fprintf(&out, "%x %d %s\n", sha256.Sum256(f.content), len(f.content), f.path)
	}
	return []byte(out.String())
}

// Sign gives the content of pack.sig for a pack. The pack must load.
func Sign(fsys fs.FS, key ed25519.PrivateKey) ([]byte, error) {
	if _, err := Load(fsys); err != nil {
		return nil, fmt.Errorf("sign a pack that does not load: %w", err)
	}
	var ps LoadErrors
	files, _ := readFiles(fsys, &ps)
	sig := ed25519.Sign(key, statement(files))
	return []byte(signatureHead + " " + base64.StdEncoding.EncodeToString(sig) + "\n"), nil
}

// checkSignature refuses a pack that is not signed with the configured key. A
// missing signature is as bad as a wrong one: it could have been taken away.
func checkSignature(fsys fs.FS, files []packFile, key ed25519.PublicKey, ps *LoadErrors) {
	if len(key) == 0 {
		return
	}
	content, err := fs.ReadFile(fsys, signatureName)
	if err != nil {
		ps.add(signatureName, pos{}, "E014", "a key is configured, so the pack must be signed; the signature cannot be read: %v", err)
		return
	}
	head, encoded, _ := strings.Cut(strings.TrimSpace(string(content)), " ")
	sig, err := base64.StdEncoding.DecodeString(encoded)
	if head != signatureHead || err != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, statement(files), sig) {
		ps.add(signatureName, pos{}, "E015", "the signature does not fit the files and the configured key")
	}
}
