-- Whether the shop a producer names for a product answers: the last check of each address.
CREATE TABLE shop_link_check (
  product_id uuid NOT NULL REFERENCES product,
  url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
  outcome text NOT NULL CHECK (outcome IN ('answers', 'gone', 'refused', 'unreachable')),
  status integer CHECK (status BETWEEN 100 AND 599),
  checked_at timestamptz NOT NULL,
  answered_at timestamptz,                                    -- when it last answered
  is_demo boolean NOT NULL DEFAULT false,
  PRIMARY KEY (product_id, url),
  CONSTRAINT status_of_who_answered CHECK ((status IS NOT NULL) = (outcome IN ('answers', 'gone'))),
  CONSTRAINT answering_says_when CHECK (outcome <> 'answers' OR answered_at IS NOT NULL)
);
