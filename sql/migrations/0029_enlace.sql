-- Which socket of a PBX that dials us is its newest, and until when somebody was seen to hold it: several cc-pbxlink know by
-- this who carries out its orders, and the administrator that it is connected.
SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

ALTER TABLE centralita_salud
  ADD COLUMN enlace text,                              -- the socket, random letters; NULL: none
  ADD COLUMN enlace_desde timestamptz,
  ADD COLUMN enlace_visto timestamptz;
