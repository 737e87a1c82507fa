-- 缴款单: what the bureau asks for, with the published items it consists of (行政许可法 第五十八条、第五十九条).
CREATE TABLE payment_orders (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  order_no text NOT NULL CONSTRAINT payment_orders_order_no UNIQUE,
  lines jsonb NOT NULL,
  -- 分.
  amount_fen int NOT NULL CHECK (amount_fen > 0),
  state text NOT NULL CHECK (state IN ('open', 'paid', 'refunding', 'refunded', 'void')),
  issued_at timestamptz(3) NOT NULL,
  -- Last day to pay online.
  until date NOT NULL,
  channel text CHECK (channel IN ('online', 'window')),
  paid_at timestamptz(3),
  receipt_no text,
  CHECK ((state IN ('open', 'void')) = (paid_at IS NULL))
);
CREATE INDEX payment_orders_case ON payment_orders (case_id, issued_at);
-- A case asks for one fee at a time.
CREATE UNIQUE INDEX payment_orders_one ON payment_orders (case_id) WHERE state <> 'void';

-- Each try to pay an order online. id is our name for it at the provider: asked twice, it is one payment there.
CREATE TABLE payment_attempts (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES payment_orders,
  case_id uuid NOT NULL REFERENCES cases,
  amount_fen int NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'paid', 'failed', 'expired', 'refunding', 'refunded')),
  -- The provider's own name for it, once it has been reached.
  reference text,
  started_at timestamptz(3) NOT NULL,
  -- When the provider is to be asked next, and how often it has been.
  ask_after timestamptz(3) NOT NULL,
  asked int NOT NULL
);
CREATE INDEX payment_attempts_case ON payment_attempts (case_id);
CREATE INDEX payment_attempts_order ON payment_attempts (order_id);
CREATE INDEX payment_attempts_next ON payment_attempts (ask_after) WHERE state IN ('pending', 'refunding');
-- Two tabs, two phones: one try at a time.
CREATE UNIQUE INDEX payment_attempts_one ON payment_attempts (order_id) WHERE state = 'pending';
