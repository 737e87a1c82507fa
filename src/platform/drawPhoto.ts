import type { Pixels } from '../domain/photo/pixels.ts'

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

const jpegQuality = 0.85

/** The picture as a JPEG of that size, with nothing else in it. */
export async function encodePhoto(bitmap: ImageBitmap, width: number, height: number): Promise<Blob> {
  if (typeof OffscreenCanvas === 'undefined') return encodeInPage(bitmap, width, height)
  const canvas = new OffscreenCanvas(width, height)
  draw(canvas.getContext('2d'), bitmap, width, height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality })
}

/** The picture's pixels at that size. */
export function readPixels(bitmap: ImageBitmap, width: number, height: number): Pixels {
  const canvas = typeof OffscreenCanvas === 'undefined'
    ? Object.assign(document.createElement('canvas'), { width, height })
    : new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true }) as Context | null
  return draw(context, bitmap, width, height).getImageData(0, 0, width, height)
}

/** Safari before 16.4 has no OffscreenCanvas. */
function encodeInPage(bitmap: ImageBitmap, width: number, height: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  draw(canvas.getContext('2d'), bitmap, width, height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error('not encoded')), 'image/jpeg', jpegQuality)
  })
}

function draw(context: Context | null, bitmap: ImageBitmap, width: number, height: number): Context {
  if (!context) throw new Error('no canvas')
  // JPEG knows no transparency: without a ground it would turn black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  // Averaged, not picked: text that was scaled down by picking looks sharp and is torn.
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return context
}
