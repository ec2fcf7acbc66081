-- Whether an outcome is a missed call, which opens a follow-up (CALL MODEL §4, Outcome). Parameters: resultado, NULL while
-- the call lives. Reads: nothing. Inlined where it is called.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_perdida(resultado text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(resultado = ANY ('{buzon_con_mensaje, fuera_de_horario, buzon_sin_mensaje, abandonada_en_ivr,
  perdida_sin_agentes, abandonada_en_cola, perdida_sin_respuesta}'::text[]), false);
