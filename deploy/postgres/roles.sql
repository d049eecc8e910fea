-- The two roles of the journal's database, made once by its superuser, with psql:
-- one owns the tables and migrates them, the other works with them and can neither change nor
-- delete what was recorded. AVENANT_SECRETS is the folder with both passwords.
\set ON_ERROR_STOP on
\set owner_password `cat "${AVENANT_SECRETS:-/run/secrets}/journal_owner_password"`
\set worker_password `cat "${AVENANT_SECRETS:-/run/secrets}/journal_worker_password"`

CREATE ROLE avenants_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE avenants LOGIN PASSWORD :'worker_password';

REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"DBNAME" TO avenants_owner, avenants;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO avenants_owner;
GRANT USAGE ON SCHEMA public TO avenants;
