// @ts-check
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { aptInstall } from './aptInstall.mjs'
import { findInPath, isExecutable } from './findInPath.mjs'

const debianRoot = '/usr/lib/postgresql'

/**
 * The folder with `initdb` and `pg_ctl`, and their version: from PATH, from Debian's versioned folders (which PATH does
 * not hold), else (as root on Debian) installed. Undefined where there is none.
 * @returns {{ bin: string, version: string } | undefined}
 */
export function findPostgres() {
  const bin = installedBin() ?? (aptInstall('postgresql') ? installedBin() : undefined)
  return bin ? { bin, version: versionOf(bin) } : undefined
}

function installedBin() {
  return [...pathBin(), ...debianBins()].find((bin) => ['initdb', 'pg_ctl'].every((name) => isExecutable(join(bin, name))))
}

function pathBin() {
  const initdb = findInPath('initdb')
  return initdb ? [dirname(initdb)] : []
}

function debianBins() {
  try {
    const newestFirst = readdirSync(debianRoot).sort((a, b) => Number(b) - Number(a))
    return newestFirst.map((version) => join(debianRoot, version, 'bin'))
  } catch {
    return []
  }
}

/** @param {string} bin */
function versionOf(bin) {
  return execFileSync(join(bin, 'pg_ctl'), ['--version'], { encoding: 'utf8' }).match(/\d+(\.\d+)*/)?.[0] ?? 'unknown'
}
