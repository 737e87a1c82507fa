// @ts-check
// Loaded with `node --import` before a server under test: its clock goes on from where SHIFT_CLOCK_MILLIS puts it.
const shift = Number(process.env.SHIFT_CLOCK_MILLIS)

const shifted = new Proxy(Date, {
  construct: (real, args, target) => Reflect.construct(real, args.length === 0 ? [real.now() + shift] : args, target),
  get: (real, name) => name === 'now' ? () => real.now() + shift : Reflect.get(real, name),
})

// By assignment or defineProperty TypeScript would take it for the declaration of another Date.
Reflect.set(globalThis, 'Date', shifted)
