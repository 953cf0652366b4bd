package ocr

import (
	"image"
	"math"
)

// straighten turns a page that lies crooked by up to four degrees back, and
// gives the angle in degrees. Text lines that are level are read better, and
// only level lines of a table are found.
func straighten(img *image.Gray) (*image.Gray, float64) {
	angle := skew(img)
	if math.Abs(angle) < 0.25 {
		return img, 0
	}
	return turn(img, angle), angle
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

// sample reads a grey value between four pixels.
func sample(img *image.Gray, x, y float64) uint8 {
	x0, y0 := int(math.Floor(x)), int(math.Floor(y))
	if x0 < 0 || y0 < 0 || x0+1 >= img.Rect.Dx() || y0+1 >= img.Rect.Dy() {
		return 255
	}
	fx, fy := x-float64(x0), y-float64(y0)
	i := y0*img.Stride + x0
	top := float64(img.Pix[i])*(1-fx) + float64(img.Pix[i+1])*fx
	bottom := float64(img.Pix[i+img.Stride])*(1-fx) + float64(img.Pix[i+img.Stride+1])*fx
	return uint8(top*(1-fy) + bottom*fy)
}
