-- How long a class of jobs waits after each failure; one more failure than there are waits, and it is dead.
--   enviar       what Standard Webhooks' reference does: about 28 hours in all
--   grabacion_traer  some vendors have the audio 40 s after they tell of it
--   orders to a PBX: an agent is waiting, and nobody wants to be called by what they asked for half a minute ago
-- Parameters: clase. Returns: interval[]. Reads: –.
CREATE OR REPLACE FUNCTION cc.trabajo_esperas(clase text) RETURNS interval[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN clase = 'enviar' THEN '{5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h}'
    WHEN clase = 'grabacion_traer' THEN '{5 s, 45 s, 2 min, 10 min, 1 h}'
    WHEN clase = ANY ('{originar, colgar, transferir}') THEN '{0.5 s, 1 s, 2 s, 4 s, 8 s}'
    ELSE '{1 s, 5 s, 30 s, 5 min, 1 h}' END::interval[]
$$;
