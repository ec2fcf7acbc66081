-- What a PBX delivers, as its administrator sees it: what was refused or came twice is remembered for a while beside what was
-- kept, and what was kept can be read again once its mapping has been mended.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- The last 50 of each PBX, in a ring: whoever shows a false secret 500 times a second makes no table grow. Without their
-- bodies: nobody knows who sent the refused ones, and the repeated ones are kept already.
CREATE TABLE entrega_aparte (
  centralita_id bigint NOT NULL REFERENCES centralita ON DELETE CASCADE,
  hueco int NOT NULL CHECK (hueco BETWEEN 0 AND 49),
  recibido timestamptz NOT NULL,
  veredicto text NOT NULL CHECK (veredicto = ANY ('{duplicada, rechazada}')),
  motivo text,
  bytes int NOT NULL,
  cabeceras jsonb,                                     -- names of the credentials that came, never their values
  peticion text,
  PRIMARY KEY (centralita_id, hueco)
);

ALTER TABLE evento_pbx
  ADD COLUMN repetida timestamptz,                     -- when it was last read again
  DROP CONSTRAINT evento_pbx_veredicto_check,
  ADD CONSTRAINT evento_pbx_veredicto_check             -- ignorada: understood, and about nothing that a call is made of
    CHECK (veredicto = ANY ('{aplicada, parcial, ilegible, cuarentena, duplicada, ignorada}'));
