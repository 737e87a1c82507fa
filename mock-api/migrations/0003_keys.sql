-- What a resident recognises a phone by: system and browser, no fingerprint (个人信息保护法 第六条).
ALTER TABLE device_keys ADD COLUMN device text NOT NULL DEFAULT '';
-- When a key was last used is read from what it signed.
CREATE INDEX signatures_key ON signatures (key_id, server_received_at DESC);

-- The public halves of all keys that have ever signed receipts, of every server on this database; the private half
-- stays with its server. Old ones stay: an old receipt verifies after a change of keys.
CREATE TABLE receipt_keys (
  id text PRIMARY KEY,
  public_key jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL
);

-- What the server has confirmed under its own signature to have received (电子签名法 第五条、第六条, ES-03).
CREATE TABLE receipts (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  contents jsonb NOT NULL,
  digest text NOT NULL,
  -- No foreign key: every filing would lock the one row of its server's key.
  key_id text NOT NULL,
  signature text NOT NULL,
  issued_at timestamptz(3) NOT NULL
);
CREATE INDEX receipts_case ON receipts (case_id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_keys
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
