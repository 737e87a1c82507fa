import { computed, onMounted, ref, shallowRef } from 'vue'
import type { DeviceKeyView } from '../../contract/accountViews.ts'
import { findKeyId, replaceSigningKey } from '../../offline/signingKey.ts'
import { http } from '../../platform/http.ts'
import type { HttpFailure } from '../../platform/http.ts'
import { useSession } from '../../stores/session.ts'

/** The account's signing keys, this phone's among them, and 挂失 of any of them. */
export function useKeys() {
  const session = useSession()
  const keys = shallowRef<DeviceKeyView[]>()
  const ownId = ref<string>()
  const failure = shallowRef<HttpFailure>()
  const loaded = ref(false)
  const busy = ref(false)
  /** `done`: reported just now; `notRevoked`: tried, in vain; `replaced`: this phone's own key was, from elsewhere. */
  const said = ref<'done' | 'notRevoked' | 'replaced'>()

  const inUse = computed(() => keys.value?.filter(({ revokedAt }) => revokedAt === undefined) ?? [])
  const own = computed(() => inUse.value.find(({ keyId }) => keyId === ownId.value))
  const others = computed(() => inUse.value.filter(({ keyId }) => keyId !== ownId.value))
  const ended = computed(() => keys.value?.filter(({ revokedAt }) => revokedAt !== undefined) ?? [])

  async function load(): Promise<void> {
    said.value = undefined
    await session.load()
    const { accountId } = session
    if (accountId) await list(accountId)
    loaded.value = true
  }

  async function list(accountId: string): Promise<void> {
    ownId.value = await findKeyId(accountId)
    const reply = await http<DeviceKeyView[]>('listKeys')
    failure.value = reply.ok ? undefined : reply.error
    if (!reply.ok) return
    keys.value = reply.value
    const here = reply.value.find(({ keyId }) => keyId === ownId.value)
    if (here?.revokedAt === undefined) return
    await replaceSigningKey(accountId)
    ownId.value = undefined
    said.value ??= 'replaced'
  }

  async function revoke(keyId: string): Promise<void> {
    const { accountId } = session
    if (!accountId || busy.value) return
    busy.value = true
    said.value = undefined
    failure.value = undefined
    const reply = await http<DeviceKeyView>('revokeKey', {
      params: { keyId }, body: {}, idempotencyKey: crypto.randomUUID(),
    })
    said.value = reply.ok ? 'done' : 'notRevoked'
    if (reply.ok) await list(accountId)
    else failure.value = reply.error
    busy.value = false
  }

  onMounted(load)
  return { session, own, others, ended, failure, loaded, busy, said, load, revoke }
}
