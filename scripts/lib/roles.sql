-- The roles (they belong to the cluster, not to the database) and what each may wait for. Run by scripts/migrate as
-- the superuser or as a role that may create roles; changes nothing that is already so.

DO $$
DECLARE
  rol text;
BEGIN
  FOREACH rol IN ARRAY ARRAY['cc_owner', 'cc_api', 'cc_relay', 'cc_jobs', 'cc_pbxlink', 'cc_admin'] LOOP
    IF to_regrole(rol) IS NULL THEN
      EXECUTE format('CREATE ROLE %I %s', rol, CASE rol WHEN 'cc_owner' THEN 'NOLOGIN' ELSE 'LOGIN' END);
    END IF;
  END LOOP;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT cc_owner TO %I', current_user);
  END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO cc_api, cc_relay, cc_jobs, cc_pbxlink, cc_admin', current_database());
  EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO cc_owner', current_database());
END
$$;

-- A lock that is not had soon is better refused (503, the sender repeats) than queued behind.
ALTER ROLE cc_api SET lock_timeout = '2s';
ALTER ROLE cc_api SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE cc_jobs SET lock_timeout = '2s';
ALTER ROLE cc_jobs SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE cc_pbxlink SET lock_timeout = '2s';
ALTER ROLE cc_pbxlink SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE cc_relay SET lock_timeout = '2s';
ALTER ROLE cc_relay SET idle_in_transaction_session_timeout = '5s';
-- The relay listens: an idle session of its own is its job.
ALTER ROLE cc_relay SET idle_session_timeout = 0;
