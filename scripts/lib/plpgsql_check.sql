-- One line for each thing that plpgsql_check holds against a function of ours; nothing when all is well. Run as the
-- superuser in a database that may keep the extension.
SET client_min_messages = error;
CREATE EXTENSION IF NOT EXISTS plpgsql_check;
SET search_path = cc, pg_catalog, pg_temp, public;

SELECT format('%s:%s: %s: %s %s', p.oid::regprocedure, c.lineno, c.level, c.message, coalesce(c.hint, ''))
FROM pg_proc p
JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname IN ('cc', 'api')
CROSS JOIN LATERAL plpgsql_check_function_tb(p.oid, fatal_errors := false, performance_warnings := false,
  extra_warnings := true, security_warnings := true) c
WHERE p.prorettype <> 'trigger'::regtype
  AND c.message NOT LIKE 'unused parameter%' -- the signature is a contract: every route takes the context
  AND c.message NOT LIKE 'target type is different%' -- rows into named types, text into them by input: meant
ORDER BY 1;
