// Runs in a process of its own: <directory>. Locks it and stays.
import { lockDirectory } from '../../../../mock-api/database/embedded/directoryLock.ts'

lockDirectory(process.argv[3] ?? '')
process.stdout.write('locked\n')
setInterval(() => {}, 1000)
