import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A network between phone and server that can be cut at any byte. */
export interface CuttingProxy {
  /** Nothing passes any more, and what is under way ends, until `mend`. */
  down(): void
  /** Cuts the next connection over which a request with these first words has sent so many bytes. */
  cutRequest(words: string, afterBytes: number): void
  /** Lets the next request with these first words arrive, and loses its answer. */
  loseAnswer(words: string): void
  /** As if nothing had been planned. */
  mend(): void
  close(): Promise<void>
}

interface Plan {
  words: string
  /** undefined: the answer is lost. */
  afterBytes?: number
}

/** Listens on `port` and passes everything on to `target`, both on this machine. */
export async function startCuttingProxy(port: number, target: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let isDown = false
  let plan: Plan | undefined

  const server = createServer((phone) => {
    if (isDown) {
      phone.destroy()
      return
    }
    const onward = connect(target, '127.0.0.1')
    const cut = () => {
      phone.destroy()
      onward.destroy()
    }
    for (const socket of [phone, onward]) {
      sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    /** What of the plan this connection is in the middle of. */
    let under: { plan: Plan, come: number } | undefined
    phone.on('data', (bytes) => {
      if (plan && !under && bytes.toString('latin1', 0, plan.words.length) === plan.words) {
        under = { plan, come: 0 }
        plan = undefined
      }
      if (under) under.come += bytes.length
      if (under?.plan.afterBytes !== undefined && under.come > under.plan.afterBytes) cut()
      else onward.write(bytes)
    })
    onward.on('data', (bytes) => {
      if (under && under.plan.afterBytes === undefined) cut()
      else phone.write(bytes)
    })
  })
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve) })
  return {
    down: () => {
      isDown = true
      for (const socket of sockets) socket.destroy()
    },
    cutRequest: (words, afterBytes) => { plan = { words, afterBytes } },
    loseAnswer: (words) => { plan = { words } },
    mend: () => {
      isDown = false
      plan = undefined
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    }),
  }
}
