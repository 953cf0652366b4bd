package docx

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf16"

	"claimline/internal/sow"
)

var oleMagic = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// oleFailure names what an OLE2 container is: Word saves a document with a
// password as one ("EncryptedPackage", MS-OFFCRYPTO 2.3), and every .doc is one.
func oleFailure(r io.ReaderAt, size int64) *sow.Failure {
	const window = 1 << 20
	encrypted, word := utf16le("EncryptedPackage"), utf16le("WordDocument")
	buf := make([]byte, window+64)
	foundWord := false
	for at := int64(0); at < size; at += window {
		n, err := r.ReadAt(buf, at)
		if bytes.Contains(buf[:n], encrypted) {
			return &sow.Failure{
				Code: sow.ReasonEncrypted, Message: "The Word document is protected with a password.",
				Hint: "Send a copy without a password.",
			}
		}
		foundWord = foundWord || bytes.Contains(buf[:n], word)
		if err != nil {
			break
		}
	}
	f := &sow.Failure{
		Code: sow.ReasonTypeUnsupported, Message: "The file is in an old Office format, not a Word document of 2007 or later.",
		Hint: "Open it in its own program, save it as .docx or PDF, and send that file.",
	}
	if foundWord {
		f.Message = "The file is an old Word document (.doc)."
		f.Hint = "Open it in Word, save it as .docx, and send that file."
	}
	return f
}

func utf16le(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}
