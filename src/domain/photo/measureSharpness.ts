import type { Grey } from './pixels.ts'

const tileSide = 32
/** Least contrast (standard deviation) at which a tile has an edge to judge by; noise and paper grain stay below. */
const leastContrast = 12

/**
 * How sharp the sharpest parts are: the variance of the Laplacian in each tile, divided by the tile's own variance, so
 * that faint print counts as much as black; then the value a fifth of the tiles exceed, because of a page much is
 * paper and of a scene much is out of focus on purpose. undefined where nothing has an edge.
 */
export function measureSharpness(grey: Grey): number | undefined {
  const tiles: number[] = []
  for (let top = 0; top + tileSide <= grey.height; top += tileSide) {
    for (let left = 0; left + tileSide <= grey.width; left += tileSide) {
      const sharpness = ofTile(grey, left, top)
      if (sharpness !== undefined) tiles.push(sharpness)
    }
  }
  tiles.sort((a, b) => a - b)
  return tiles[Math.floor(tiles.length * 0.8)]
}

function ofTile({ width, data }: Grey, left: number, top: number): number | undefined {
  const plain = spread()
  const laplacian = spread()
  for (let y = top + 1; y < top + tileSide - 1; y += 1) {
    for (let at = y * width + left + 1; at < y * width + left + tileSide - 1; at += 1) {
      plain.add(data[at]!)
      laplacian.add(data[at - 1]! + data[at + 1]! + data[at - width]! + data[at + width]! - 4 * data[at]!)
    }
  }
  const contrast = plain.variance()
  return contrast < leastContrast ** 2 ? undefined : laplacian.variance() / contrast
}

function spread() {
  let [count, sum, squares] = [0, 0, 0]
  return {
    add(value: number) {
      count += 1
      sum += value
      squares += value * value
    },
    variance: () => squares / count - (sum / count) ** 2,
  }
}
