/** `npm run catalogue:schema`: the JSON Schemas an editor completes data files from, written beside the files. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../projectRoot.ts'
import { listSchemas } from './listSchemas.ts'

const folder = join(projectRoot(), 'mock-api', 'catalogue', 'schemas')
mkdirSync(folder, { recursive: true })
for (const { file, text } of listSchemas()) writeFileSync(join(folder, file), text)
