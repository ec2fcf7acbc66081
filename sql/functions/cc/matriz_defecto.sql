-- Matrix (b) as it comes: kind of call × who is known → what happens.
-- Columns: tarjeta, what pops up while it rings or when it is answered; seguimiento, whether it becomes a call to return,
--   with prioridad (higher first) and plazo (at once, or the first hour of the next working day); eleccion, whether the
--   agent is reminded to choose among several people before the end; tipificacion, whether the call wants a reason.
-- Returns: 35 rows. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.matriz_defecto() RETURNS TABLE (llamada text, quien text, tarjeta text, seguimiento boolean,
  prioridad int, plazo text, eleccion text, tipificacion text)
LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('entrante_sonando',       'unico',       'ficha',        false,  0, 'ya',           'no',       'no'),
    ('entrante_sonando',       'varios',      'selector',     false,  0, 'ya',           'no',       'no'),
    ('entrante_sonando',       'desconocido', 'numero_nuevo', false,  0, 'ya',           'no',       'no'),
    ('entrante_sonando',       'anonimo',     'minima',       false,  0, 'ya',           'no',       'no'),
    ('entrante_sonando',       'interno',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('entrante_contestada',    'unico',       'ficha',        false,  0, 'ya',           'no',       'ofrecida'),
    ('entrante_contestada',    'varios',      'selector',     false,  0, 'ya',           'recordar', 'ofrecida'),
    ('entrante_contestada',    'desconocido', 'numero_nuevo', false,  0, 'ya',           'recordar', 'ofrecida'),
    ('entrante_contestada',    'anonimo',     'minima',       false,  0, 'ya',           'no',       'ofrecida'),
    ('entrante_contestada',    'interno',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('entrante_perdida',       'unico',       'ficha',        true,  50, 'ya',           'no',       'no'),
    ('entrante_perdida',       'varios',      'selector',     true,  50, 'ya',           'no',       'no'),
    ('entrante_perdida',       'desconocido', 'numero_nuevo', true,  80, 'ya',           'no',       'no'),
    ('entrante_perdida',       'anonimo',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('entrante_perdida',       'interno',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('buzon',                  'unico',       'ninguna',      true,  60, 'ya',           'no',       'no'),
    ('buzon',                  'varios',      'ninguna',      true,  60, 'ya',           'no',       'no'),
    ('buzon',                  'desconocido', 'ninguna',      true,  80, 'ya',           'no',       'no'),
    ('buzon',                  'anonimo',     'ninguna',      true,  40, 'ya',           'no',       'no'),
    ('buzon',                  'interno',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('saliente_contestada',    'unico',       'ficha',        false,  0, 'ya',           'no',       'obligatoria'),
    ('saliente_contestada',    'varios',      'selector',     false,  0, 'ya',           'no',       'ofrecida'),
    ('saliente_contestada',    'desconocido', 'numero_nuevo', false,  0, 'ya',           'recordar', 'ofrecida'),
    ('saliente_contestada',    'anonimo',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('saliente_contestada',    'interno',     'minima',       false,  0, 'ya',           'no',       'no'),
    ('saliente_sin_respuesta', 'unico',       'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('saliente_sin_respuesta', 'varios',      'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('saliente_sin_respuesta', 'desconocido', 'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('saliente_sin_respuesta', 'anonimo',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('saliente_sin_respuesta', 'interno',     'ninguna',      false,  0, 'ya',           'no',       'no'),
    ('fuera_de_horario',       'unico',       'ninguna',      true,  50, 'primera_hora', 'no',       'no'),
    ('fuera_de_horario',       'varios',      'ninguna',      true,  50, 'primera_hora', 'no',       'no'),
    ('fuera_de_horario',       'desconocido', 'ninguna',      true,  80, 'primera_hora', 'no',       'no'),
    ('fuera_de_horario',       'anonimo',     'ninguna',      false,  0, 'primera_hora', 'no',       'no'),
    ('fuera_de_horario',       'interno',     'ninguna',      false,  0, 'primera_hora', 'no',       'no')
$$;
