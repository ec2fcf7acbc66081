-- Telephone numbers as Spanish clinics and PBXs write them: writing → E.164, kind, extension, key, shown.
BEGIN;
SET LOCAL client_min_messages = warning;

CREATE TEMP TABLE escrito (texto text, e164 text, clase text, extension text, clave text, mostrado text);
INSERT INTO escrito VALUES
  -- one mobile, every way
  ('612345678',                                  '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('+34612345678',                               '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('0034612345678',                              '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('34612345678',                                '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('+34 612 34 56 78',                           '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('  612 345 678   ',                           '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('612/34/56/78',                               '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('612.34.56.78',                               '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('612-345-678',                                '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('(+34) 612345678',                            '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('(0034) 612 345 678',                         '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('+34 (0) 612 345 678',                        '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('0034(0)612345678',                           '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  (E'612\u00A0345\u00A0678',                     '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  (E'\u202A+34 612 34 56 78\u202C',              '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  (E'\u200E612345678',                           '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('６１２３４５６７８',                         '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('＋３４ ６１２３４５６７８',                  '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('٦١٢٣٤٥٦٧٨',                                  '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('Tel. 612 34 56 78 (mamá)',                   '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('Móvil: 612345678, llamar tarde',             '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('612345678 abuela 2',                         '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  ('#31#612345678',                              '+34612345678', 'movil', NULL, '+34612345678', '612 345 678'),
  -- extensions
  ('911234567 ext. 12',                          '+34911234567', 'fijo', '12', '+34911234567', '911 234 567'),
  ('911234567;ext=12',                           '+34911234567', 'fijo', '12', '+34911234567', '911 234 567'),
  ('911234567x12',                               '+34911234567', 'fijo', '12', '+34911234567', '911 234 567'),
  ('911 23 45 67 extensión 104',                 '+34911234567', 'fijo', '104', '+34911234567', '911 234 567'),
  ('911234567#3',                                '+34911234567', 'fijo', '3', '+34911234567', '911 234 567'),
  -- addresses of PBXs
  ('sip:+34600111222@host;user=phone',           '+34600111222', 'movil', NULL, '+34600111222', '600 111 222'),
  ('sips:600111222@192.168.1.10:5061',           '+34600111222', 'movil', NULL, '+34600111222', '600 111 222'),
  ('"Ana 2" <sip:%2B34600111222@10.0.0.1>;tag=7','+34600111222', 'movil', NULL, '+34600111222', '600 111 222'),
  ('"Ana" <600111222>',                          '+34600111222', 'movil', NULL, '+34600111222', '600 111 222'),
  ('tel:+34-600-111-222',                        '+34600111222', 'movil', NULL, '+34600111222', '600 111 222'),
  ('tel:600-111-222;phone-context=+34',          '+34600111222', 'movil', NULL, '+34600111222', '600 111 222'),
  ('tel:+34600111222;ext=7',                     '+34600111222', 'movil', '7', '+34600111222', '600 111 222'),
  ('+34 600 11 12 22',                           '+34600111222', 'movil', NULL, '+34600111222', '600 111 222'),
  ('sip:101@pbx.local',                          NULL, 'interno', NULL, '101', '101'),
  ('sip:192.168.1.10',                           NULL, 'desconocido', NULL, NULL, NULL),
  ('sip:anonymous@anonymous.invalid',            NULL, 'oculto', NULL, NULL, NULL),
  ('+', NULL, 'oculto', NULL, NULL, NULL), ('+ ana', NULL, 'desconocido', NULL, NULL, NULL),
  ('sip:ana@pbx.local',                          NULL, 'desconocido', NULL, NULL, NULL),
  -- kinds
  ('712345678', '+34712345678', 'movil', NULL, '+34712345678', '712 345 678'),
  ('911234567', '+34911234567', 'fijo', NULL, '+34911234567', '911 234 567'),
  ('811234567', '+34811234567', 'fijo', NULL, '+34811234567', '811 234 567'),
  ('800123456', '+34800123456', 'gratuito', NULL, '+34800123456', '800 123 456'),
  ('900 123 456', '+34900123456', 'gratuito', NULL, '+34900123456', '900 123 456'),
  ('901123456', '+34901123456', 'compartido', NULL, '+34901123456', '901 123 456'),
  ('902123456', '+34902123456', 'compartido', NULL, '+34902123456', '902 123 456'),
  ('803123456', '+34803123456', 'premium', NULL, '+34803123456', '803 123 456'),
  ('806123456', '+34806123456', 'premium', NULL, '+34806123456', '806 123 456'),
  ('807123456', '+34807123456', 'premium', NULL, '+34807123456', '807 123 456'),
  ('905123456', '+34905123456', 'premium', NULL, '+34905123456', '905 123 456'),
  ('704123456', '+34704123456', 'personal', NULL, '+34704123456', '704 123 456'),
  ('400123456', '+34400123456', 'comercial_400', NULL, '+34400123456', '400 123 456'),
  -- short and internal: never E.164
  ('112',    NULL, 'corto', NULL, '112', '112'),
  ('016',    NULL, 'corto', NULL, '016', '016'),
  ('061',    NULL, 'corto', NULL, '061', '061'),
  ('1004',   NULL, 'corto', NULL, '1004', '1004'),
  ('11888',  NULL, 'corto', NULL, '11888', '11888'),
  ('116111', NULL, 'corto', NULL, '116111', '116111'),
  ('+34112', NULL, 'corto', NULL, '+34112', '112'),
  ('101',    NULL, 'interno', NULL, '101', '101'),
  ('2001',   NULL, 'interno', NULL, '2001', '2001'),
  ('30012',  NULL, 'interno', NULL, '30012', '30012'),
  ('7',      NULL, 'interno', NULL, '7', '7'),
  -- hidden
  (NULL, NULL, 'oculto', NULL, NULL, NULL), ('', NULL, 'oculto', NULL, NULL, NULL), ('   ', NULL, 'oculto', NULL, NULL, NULL),
  ('anonymous', NULL, 'oculto', NULL, NULL, NULL), ('Anonymous', NULL, 'oculto', NULL, NULL, NULL),
  ('unknown', NULL, 'oculto', NULL, NULL, NULL), ('<unknown>', NULL, 'oculto', NULL, NULL, NULL),
  ('restricted', NULL, 'oculto', NULL, NULL, NULL), ('private', NULL, 'oculto', NULL, NULL, NULL),
  ('Privado', NULL, 'oculto', NULL, NULL, NULL), ('Número oculto', NULL, 'oculto', NULL, NULL, NULL),
  ('anónimo', NULL, 'oculto', NULL, NULL, NULL), ('withheld', NULL, 'oculto', NULL, NULL, NULL),
  ('unavailable', NULL, 'oculto', NULL, NULL, NULL), ('-', NULL, 'oculto', NULL, NULL, NULL),
  ('null', NULL, 'oculto', NULL, NULL, NULL), ('[Number]', NULL, 'oculto', NULL, NULL, NULL),
  ('000000000', NULL, 'oculto', NULL, NULL, NULL), ('+266696687', NULL, 'oculto', NULL, NULL, NULL),
  -- abroad
  ('+442079460018',     '+442079460018', 'fijo', NULL, '+442079460018', '+44 20 7946 0018'),
  ('+44 (0)20 7946 0018', '+442079460018', 'fijo', NULL, '+442079460018', '+44 20 7946 0018'),
  ('00447911123456',    '+447911123456', 'movil', NULL, '+447911123456', '+44 7911 123456'),
  ('447911123456',      '+447911123456', 'movil', NULL, '+447911123456', '+44 7911 123456'),
  ('+39 06 6982',       '+39066982', 'fijo', NULL, '+39066982', '+39 06 6982'),
  ('+1 (212) 555-0123', '+12125550123', 'fijo_o_movil', NULL, '+12125550123', '+1 212 555 0123'),
  ('+376 312 345',      '+376312345', 'movil', NULL, '+376312345', '+376 312 345'),
  -- unknown to the plans: kept verbatim, matched by equality
  ('0612345678',       NULL, 'desconocido', NULL, '0612345678', '0612345678'),
  ('61234567',         NULL, 'desconocido', NULL, '61234567', '61234567'),
  ('+999123456',       NULL, 'desconocido', NULL, '+999123456', '+999123456'),
  ('612345678 / 699111222', NULL, 'desconocido', NULL, '612345678699111222', '612345678699111222'),
  ('1-800-FLOWERS',    NULL, 'interno', NULL, '1800', '1800'),
  -- nine digits that no Spanish service uses are possible, so they have an E.164
  ('112345678', '+34112345678', 'desconocido', NULL, '+34112345678', '112 345 678');

SELECT plan(9);

SELECT is_empty($$
  SELECT e.texto, t.e164, t.clase, t.extension, e.e164 AS quiere, e.clase, e.extension
    FROM escrito e, cc.telefono_normalizar(e.texto) t
   WHERE (t.e164, t.clase, t.extension) IS DISTINCT FROM (e.e164, e.clase, e.extension)$$,
  'every writing becomes its E.164, kind and extension');
SELECT is_empty('SELECT e.texto, e.clave, cc.telefono_clave(e.texto) FROM escrito e WHERE cc.telefono_clave(e.texto) IS DISTINCT FROM e.clave',
  'the matching key is E.164, else the digits, and nothing for hidden numbers');
SELECT is_empty('SELECT e.texto, e.mostrado, cc.telefono_mostrar(e.clave) FROM escrito e WHERE cc.telefono_mostrar(e.clave) IS DISTINCT FROM e.mostrado',
  'keys are shown grouped, foreign ones with their plus sign');
SELECT is_empty('SELECT e.texto FROM escrito e, cc.telefono_normalizar(e.texto) t WHERE t.original IS DISTINCT FROM e.texto',
  'what was written is kept');
SELECT is_empty('SELECT e.clave FROM escrito e WHERE e.clave IS NOT NULL AND cc.telefono_clave(e.clave) IS DISTINCT FROM e.clave',
  'normalising a key gives the key again');
SELECT is(cc.telefono_e164('612 345 678'), '+34612345678', 'cc.telefono_e164 is the plain wrapper');
SELECT is(cc.telefono_clave('06 12 34 56 78', 'FR'), '+33612345678', 'another country reads its own trunk prefix');
SELECT is(cc.telefono_mostrar('+34612345678', 'FR'), '+34 612 345 678', 'a Spanish number is foreign in France');
SELECT is(cc.telefono_clave('612345678', 'ZZ'), '612345678', 'a country without plan keeps the digits');

SELECT * FROM finish();
ROLLBACK;
