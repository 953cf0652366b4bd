package ocr

import (
	"image"
	"math"

	"claimline/internal/extract/pdf"
)

// prepare turns a page level, finds the lines drawn on it and paints them over.
func prepare(img *image.Gray, dpi float64) (*image.Gray, []pdf.ScanRule) {
	if angle := skew(img); math.Abs(angle) >= 0.2 {
		img = turn(img, angle)
	}
	drawn := rules(img, dpi)
	erase(img, drawn)
	return img, drawn
}

// erase paints drawn lines over with the colour of the paper: inside tables
// tesseract takes them for letters.
func erase(img *image.Gray, drawn []pdf.ScanRule) {
	white := paper(img)
	const reach = 3 // pixels on both sides
	for _, r := range drawn {
		for i := int(r.From) - 1; i <= int(r.To)+1; i++ {
			for d := -reach; d <= reach; d++ {
				x, y := i, int(r.At)+d
				if !r.Horizontal {
					x, y = y, x
				}
				if x >= 0 && y >= 0 && x < img.Rect.Dx() && y < img.Rect.Dy() {
					img.Pix[y*img.Stride+x] = max(img.Pix[y*img.Stride+x], white)
				}
			}
		}
	}
}

// skew estimates the angle of the text lines: the one at which the ink falls
// into the fewest rows, so that the profile of the rows is sharpest.
func skew(img *image.Gray) float64 {
	points := inkPoints(img)
	if len(points) < 500 {
		return 0
	}
	best, bestScore := 0.0, sharpness(points, 0, img.Rect.Dy())*1.02
	for step := -16; step <= 16; step++ {
		a := float64(step) / 4
		if s := sharpness(points, a, img.Rect.Dy()); s > bestScore {
			best, bestScore = a, s
		}
	}
	if best == 0 {
		return 0
	}
	for _, d := range []float64{-0.12, 0.12} {
		if s := sharpness(points, best+d, img.Rect.Dy()); s > bestScore {
			best, bestScore = best+d, s
		}
	}
	return best
}

type point struct{ x, y float64 }

// inkPoints samples the lower edges of ink.
func inkPoints(img *image.Gray) []point {
	var out []point
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for y := 2; y < h-2; y++ {
		row, below := img.Pix[y*img.Stride:], img.Pix[(y+1)*img.Stride:]
		for x := 2; x < w-2; x += 3 {
			if row[x] < dark && below[x] >= dark {
				out = append(out, point{float64(x), float64(y)})
			}
		}
	}
	return out
}

func sharpness(points []point, degrees float64, height int) float64 {
	tan := math.Tan(degrees * math.Pi / 180)
	const rows = 2 // pixels of one bin
	bins := make([]float64, height/rows+600)
	for _, p := range points {
		i := int(p.y-p.x*tan)/rows + 200
		if i >= 0 && i < len(bins) {
			bins[i]++
		}
	}
	sum := 0.0
	for _, b := range bins {
		sum += b * b
	}
	return sum
}

// turn rotates an image about its middle, white where nothing was.
func turn(img *image.Gray, degrees float64) *image.Gray {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(w)/2, float64(h)/2
	for y := range h {
		dy := float64(y) - cy
		for x := range w {
			dx := float64(x) - cx
			out.Pix[y*out.Stride+x] = sample(img, cx+dx*cos-dy*sin, cy+dx*sin+dy*cos)
		}
	}
	return out
}

// sample reads a grey value between pixels, by cubic interpolation: linear
// interpolation blurs small figures until they are misread.
func sample(img *image.Gray, x, y float64) uint8 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	if x0 < 1 || y0 < 1 || x0+2 >= img.Rect.Dx() || y0+2 >= img.Rect.Dy() {
		return 255
	}
	wx, wy := cubic(x-float64(x0)), cubic(y-float64(y0))
	sum := 0.0
	for j := range 4 {
		row := img.Pix[(y0-1+j)*img.Stride+x0-1:]
		sum += wy[j] * (wx[0]*float64(row[0]) + wx[1]*float64(row[1]) + wx[2]*float64(row[2]) + wx[3]*float64(row[3]))
	}
	return uint8(min(255, max(0, sum+.5)))
}

// cubic gives the weights of four neighbours for a place between the middle
// two (Catmull and Rom).
func cubic(t float64) [4]float64 {
	t2, t3 := t*t, t*t*t
	return [4]float64{(-t3 + 2*t2 - t) / 2, (3*t3 - 5*t2 + 2) / 2, (-3*t3 + 4*t2 + t) / 2, (t3 - t2) / 2}
}
