-- What was decided about a call, written when it was decided: who sat at a telephone that rang and had a browser open cannot
-- be found out later. Read by GET /llamadas/:id/porque only; the fold never reads it.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE TABLE decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  llamada_id bigint NOT NULL REFERENCES llamada ON DELETE CASCADE,
  momento timestamptz NOT NULL,
  regla text NOT NULL CHECK (regla = ANY ('{identificacion, tarjeta, resultado}')),
  datos jsonb NOT NULL                                 -- cc.decision_anotar says what of each
);
CREATE INDEX decision_llamada ON decision (llamada_id);
