// @ts-check
import { spawnSync } from 'node:child_process'
import { findInPath } from './findInPath.mjs'

/**
 * Installs Debian packages where that needs no question (root, apt-get); says so, and whether it worked.
 * @param {...string} packages
 */
export function aptInstall(...packages) {
  const apt = findInPath('apt-get')
  if (!apt || process.getuid?.() !== 0) return false
  console.log(`installing ${packages.join(', ')} with apt-get, which the tests need`)
  const run = (/** @type {string[]} */ ...args) =>
    spawnSync(apt, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  return run('update').status === 0 && run('install', '-y', '--no-install-recommends', ...packages).status === 0
}
