-- What a PBX can say of a call once it exists, as matrix (a) asks it: every canonical event that is folded, those of a leg for
-- each who; the last two are this house's own clock.
-- Returns: evento, its name in the matrix; tipo; datos. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.matriz_sucesos() RETURNS TABLE (evento text, tipo text, datos jsonb)
LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('llamada.ofrecida',        'llamada.ofrecida',        '{}'::jsonb),
    ('llamada.alias',           'llamada.alias',           '{"alias": "otra"}'),
    ('ivr.opcion',              'ivr.opcion',              '{"opcion": "1"}'),
    ('cola.entra',              'cola.entra',              '{"cola": "citas"}'),
    ('cola.sale',               'cola.sale',               '{"cola": "citas"}'),
    ('tramo.suena agente',      'tramo.suena',             '{"extension": "101"}'),
    ('tramo.suena otro agente', 'tramo.suena',             '{"extension": "102"}'),
    ('tramo.suena externo',     'tramo.suena',             '{"rol": "externo", "destino": "699000111"}'),
    ('tramo.contesta agente',   'tramo.contesta',          '{"extension": "101"}'),
    ('tramo.contesta otro agente', 'tramo.contesta',       '{"extension": "102"}'),
    ('tramo.contesta externo',  'tramo.contesta',          '{"rol": "externo", "destino": "699000111"}'),
    ('tramo.retiene agente',    'tramo.retiene',           '{"extension": "101"}'),
    ('tramo.reanuda agente',    'tramo.reanuda',           '{"extension": "101"}'),
    ('tramo.cuelga agente',     'tramo.cuelga',            '{"extension": "101", "causa": 16}'),
    ('tramo.cuelga externo',    'tramo.cuelga',            '{"rol": "externo", "causa": 16}'),
    ('transferencia.ciega',     'transferencia.ciega',     '{"destino": "102"}'),
    ('transferencia.consulta',  'transferencia.consulta',  '{"destino": "102"}'),
    ('transferencia.completa',  'transferencia.completa',  '{"destino": "102"}'),
    ('transferencia.falla',     'transferencia.falla',     '{"destino": "102"}'),
    ('llamada.aparca',          'llamada.aparca',          '{}'),
    ('llamada.recupera',        'llamada.recupera',        '{}'),
    ('buzon.empieza',           'buzon.empieza',           '{}'),
    ('buzon.mensaje',           'buzon.mensaje',           '{"duracion_s": 8}'),
    ('locucion.reproducida',    'locucion.reproducida',    '{}'),
    ('locucion.falla',          'locucion.falla',          '{}'),
    ('grabacion.inicia',        'grabacion.inicia',        '{}'),
    ('grabacion.pausa',         'grabacion.pausa',         '{}'),
    ('grabacion.reanuda',       'grabacion.reanuda',       '{}'),
    ('grabacion.lista',         'grabacion.lista',         '{}'),
    ('llamada.fin',             'llamada.fin',             '{}'),
    ('llamada.resumen',         'llamada.resumen',         '{"duracion_s": 30, "extension": "101"}'),
    ('cierre.gracia',           'cierre.gracia',           '{}'),
    ('cierre.inferido',         'cierre.inferido',         '{}')
$$;
