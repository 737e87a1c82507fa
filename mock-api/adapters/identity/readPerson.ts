import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/value'
import { normalise } from '../../../src/domain/identifiers/normalise.ts'
import type { Person } from './port.ts'

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const IdKind = Type.Union([
  Type.Literal('citizenId'), Type.Literal('hmtResidencePermit'), Type.Literal('hmtTravelPermit'),
  Type.Literal('foreignPermanentResident'), Type.Literal('passport'),
])
const birthDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What is asked of userinfo: the standard claims (OpenID Connect Core 5.1), and what a permit needs beyond them. */
const Claims = Type.Object({
  name: text(60),
  birthdate: Type.Optional(birthDate),
  phone_number: Type.Optional(text(30)),
  address: Type.Optional(Type.Object({ formatted: Type.Optional(text(200)) })),
  role: Type.Optional(Type.Union([Type.Literal('resident'), Type.Literal('officer')])),
  id_kind: IdKind,
  id_number: text(30),
  auth_level: Type.Optional(text(60)),
  auth_method: Type.Optional(text(60)),
  organisations: Type.Optional(Type.Array(Type.Object({
    name: text(100),
    uscc: text(18),
    role: Type.Union([Type.Literal('legalRepresentative'), Type.Literal('agent')]),
  }), { maxItems: 50 })),
  wards: Type.Optional(Type.Array(Type.Object({
    name: text(60), id_kind: IdKind, id_number: text(30), birthdate: birthDate,
  }), { maxItems: 20 })),
})

interface IdToken {
  iss: string
  sub: string
  acr?: unknown
  amr?: unknown
}

/** @returns undefined when the provider does not say who this is */
export function readPerson(idToken: IdToken, userInfo: unknown, at: string): Person | undefined {
  if (!Check(Claims, userInfo)) return undefined
  return {
    issuer: idToken.iss,
    subject: idToken.sub,
    role: userInfo.role ?? 'resident',
    profile: toProfile(userInfo),
    auth: {
      level: userInfo.auth_level ?? (typeof idToken.acr === 'string' ? idToken.acr : 'unspecified'),
      method: userInfo.auth_method ?? (Array.isArray(idToken.amr) ? idToken.amr.join(' ') : 'unspecified'),
      at,
    },
  }
}

/** Numbers in the one form in which they are compared and looked up (rules.md §6). */
function toProfile(claims: Static<typeof Claims>): Person['profile'] {
  const { name, id_kind: idKind, id_number: idNumber, birthdate, organisations = [], wards = [] } = claims
  return {
    name,
    idKind,
    idNumber: normalise(idNumber),
    ...(birthdate && { birthDate: birthdate }),
    phone: claims.phone_number ?? '',
    address: claims.address?.formatted ?? '',
    organisations: organisations.map(({ name, uscc, role }) => ({ name, uscc: normalise(uscc), role })),
    wards: wards.map(({ name, id_kind, id_number, birthdate }) =>
      ({ name, idKind: id_kind, idNumber: normalise(id_number), birthDate: birthdate })),
  }
}
