"""What is kept: tables, the change log, migrations, backups. Only studio.services comes here."""
