// @ts-check
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findInPath } from './findInPath.mjs'
import { aptInstall } from './aptInstall.mjs'

/**
 * The Chromium that the journeys drive: CHROME_PATH, then the system's, then the one Playwright downloaded, else (as
 * root on Debian) installed with a Chinese font. Undefined where there is none.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const found = installedBrowser()
  if (found) return found
  if (!aptInstall('chromium', 'fonts-noto-cjk')) return undefined
  return installedBrowser()
}

function installedBrowser() {
  const given = process.env.CHROME_PATH
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROME_PATH names ${given}, which does not exist`)
    return given
  }
  return findInPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ?? downloadedBrowser()
}

function downloadedBrowser() {
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

/** Screenshots without a Chinese font show boxes; it is worth a line, and an installation where that is possible. */
export function findChineseFont() {
  return hasChineseFont() || (aptInstall('fonts-noto-cjk') && hasChineseFont())
}

function hasChineseFont() {
  const fontList = findInPath('fc-list')
  // Without fontconfig (macOS, Windows) the system brings its own Chinese fonts.
  if (!fontList) return process.platform !== 'linux'
  return execFileSync(fontList, [':lang=zh'], { encoding: 'utf8' }).trim() !== ''
}
