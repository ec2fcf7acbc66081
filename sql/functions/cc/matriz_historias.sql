-- A history that leads to each state, in the names of cc.matriz_sucesos. Which state that is, the fold says.
-- Returns: direccion; orden; eventos, after the call was offered. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.matriz_historias() RETURNS TABLE (direccion text, orden int, eventos text[])
LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('entrante',  1, '{}'::text[]),
    ('entrante',  2, '{cola.entra}'),
    ('entrante',  3, '{tramo.suena agente}'),
    ('entrante',  4, '{buzon.empieza}'),
    ('entrante',  5, '{tramo.suena agente,tramo.contesta agente}'),
    ('entrante',  6, '{tramo.suena agente,tramo.contesta agente,tramo.retiene agente}'),
    ('entrante',  7, '{tramo.suena agente,tramo.contesta agente,llamada.aparca}'),
    ('entrante',  8, '{tramo.suena agente,tramo.contesta agente,transferencia.ciega}'),
    ('entrante',  9, '{tramo.suena agente,tramo.contesta agente,tramo.cuelga agente}'),
    ('entrante', 10, '{tramo.suena agente,llamada.fin}'),
    ('saliente', 11, '{}'),
    ('saliente', 12, '{tramo.suena agente}'),
    ('saliente', 13, '{tramo.suena agente,tramo.contesta agente}'),
    ('saliente', 14, '{tramo.suena agente,tramo.contesta agente,tramo.suena externo}'),
    ('saliente', 15, '{tramo.suena agente,tramo.contesta agente,tramo.suena externo,tramo.contesta externo}'),
    ('saliente', 16, '{tramo.suena agente,tramo.contesta agente,tramo.suena externo,tramo.contesta externo,tramo.retiene agente}'),
    ('saliente', 17, '{tramo.suena agente,tramo.contesta agente,tramo.suena externo,tramo.contesta externo,llamada.aparca}'),
    ('saliente', 18, '{tramo.suena agente,tramo.contesta agente,tramo.suena externo,tramo.contesta externo,transferencia.ciega}'),
    ('saliente', 19, '{tramo.suena agente,tramo.contesta agente,tramo.suena externo,tramo.cuelga externo}'),
    ('saliente', 20, '{tramo.suena agente,tramo.contesta agente,tramo.suena externo,llamada.fin}')
$$;
