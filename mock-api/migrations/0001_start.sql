-- Instants are timestamptz(3): the app writes milliseconds, and a value read back must compare equal.
-- No column takes its time from the database; now comes from the server's clock.
-- Keys are UUIDv7 made by the app; no row is updated by every filing.

CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  issuer text NOT NULL,
  subject text NOT NULL,
  role text NOT NULL CHECK (role IN ('resident', 'officer')),
  profile jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  signed_in_at timestamptz(3) NOT NULL,
  CONSTRAINT accounts_issuer_subject UNIQUE (issuer, subject)
);

-- id is the hash of the cookie's token: who reads the table cannot sign in with it.
CREATE TABLE sessions (
  id text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  auth jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE sign_in_attempts (
  state text PRIMARY KEY,
  nonce text NOT NULL,
  code_verifier text NOT NULL,
  return_to text NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX sign_in_attempts_age ON sign_in_attempts (created_at);

CREATE TABLE device_keys (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  public_key jsonb NOT NULL,
  thumbprint text NOT NULL,
  algorithm text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  CONSTRAINT device_keys_account_thumbprint UNIQUE (account_id, thumbprint)
);

CREATE TABLE idempotency_keys (
  account_id uuid NOT NULL REFERENCES accounts,
  key text NOT NULL,
  request_hash text NOT NULL,
  status text NOT NULL CHECK (status IN ('running', 'done')),
  response_body jsonb,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

CREATE TABLE cases (
  id uuid PRIMARY KEY,
  case_no text NOT NULL CONSTRAINT cases_case_no UNIQUE,
  filing_id uuid NOT NULL,
  item_code text NOT NULL,
  item_version int NOT NULL,
  -- Null while the applicant has no account of their own, as a child whose guardian files.
  applicant_account_id uuid REFERENCES accounts,
  filer_account_id uuid NOT NULL REFERENCES accounts,
  capacity text NOT NULL,
  applicant jsonb NOT NULL,
  answers jsonb NOT NULL,
  form jsonb NOT NULL,
  provisions jsonb NOT NULL,
  verdict jsonb NOT NULL,
  -- What folding case_events gives, kept for lists.
  status text NOT NULL,
  received_at timestamptz(3) NOT NULL,
  acceptance_due date,
  decision_due date,
  calendar_version text NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  version int NOT NULL,
  -- A filing is filed once, whatever idempotency key it comes under.
  CONSTRAINT cases_filing UNIQUE (filer_account_id, filing_id)
);
CREATE INDEX cases_filer ON cases (filer_account_id, received_at DESC);
CREATE INDEX cases_applicant ON cases (applicant_account_id, received_at DESC);
-- Applicants who had no account when somebody filed for them find their case by their number.
CREATE INDEX cases_applicant_number ON cases ((applicant->>'idNumber')) WHERE applicant_account_id IS NULL;
CREATE INDEX cases_status ON cases (status, received_at);

CREATE TABLE case_events (
  case_id uuid NOT NULL REFERENCES cases,
  seq int NOT NULL CHECK (seq > 0),
  id uuid NOT NULL CONSTRAINT case_events_id UNIQUE,
  type text NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('resident', 'officer', 'system')),
  actor_account_id uuid REFERENCES accounts,
  data jsonb NOT NULL,
  PRIMARY KEY (case_id, seq)
);

-- id is the upload's name in the tus protocol.
CREATE TABLE uploads (
  id text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  meta jsonb NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  size int8 NOT NULL CHECK (size >= 0),
  sha256 text,
  state text NOT NULL CHECK (state IN ('receiving', 'ready', 'attached', 'refused')),
  problem text,
  case_id uuid REFERENCES cases,
  storage_key text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3)
);
CREATE INDEX uploads_account ON uploads (account_id, created_at DESC);
CREATE INDEX uploads_case ON uploads (case_id);
CREATE INDEX uploads_orphans ON uploads (created_at) WHERE state <> 'attached';

CREATE TABLE case_materials (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  material_id text NOT NULL,
  way text NOT NULL,
  upload_id text REFERENCES uploads,
  licence jsonb,
  due date,
  state text NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX case_materials_case ON case_materials (case_id);
-- Looked up by the foreign key when the sweep deletes uploads.
CREATE INDEX case_materials_upload ON case_materials (upload_id);

-- 电子签名法 第五条、第六条: what was signed stays retrievable and unaltered. Each row carries the hash of the one
-- before it in its case; two rows cannot follow the same one.
CREATE TABLE signatures (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  document_id text NOT NULL,
  document_version int NOT NULL,
  text text NOT NULL,
  sha256 text NOT NULL,
  signer jsonb NOT NULL,
  key_id uuid NOT NULL REFERENCES device_keys,
  algorithm text NOT NULL,
  signature text NOT NULL,
  record jsonb NOT NULL,
  server_received_at timestamptz(3) NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT signatures_chain UNIQUE (case_id, prev_hash)
);

CREATE TABLE notices (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL,
  document_no text NOT NULL CONSTRAINT notices_document_no UNIQUE,
  body jsonb NOT NULL,
  issued_at timestamptz(3) NOT NULL,
  sha256 text NOT NULL
);
CREATE INDEX notices_case ON notices (case_id);

CREATE TABLE ratings (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  stage int NOT NULL,
  sequence int NOT NULL,
  grade text NOT NULL,
  tags text[] NOT NULL,
  comment text NOT NULL,
  anonymous boolean NOT NULL,
  channel text NOT NULL,
  rater_account_id uuid NOT NULL REFERENCES accounts,
  rated_at timestamptz(3) NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT ratings_once UNIQUE (case_id, stage, sequence),
  CONSTRAINT ratings_chain UNIQUE (case_id, prev_hash)
);

CREATE TABLE officer_jobs (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  run_after timestamptz(3) NOT NULL,
  lease_until timestamptz(3),
  attempts int NOT NULL
);
CREATE INDEX officer_jobs_next ON officer_jobs (run_after);
CREATE INDEX officer_jobs_case ON officer_jobs (case_id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signatures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ratings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
