package dev.millrace.local;

import java.nio.file.Path;

/**
 * The folder in which the local server keeps everything.
 *
 * <pre>
 * lock                  held while a server runs
 * objects/              the object store
 * owner-key             the first key, mode 600
 * session-secret        what the console signs sessions with, mode 600
 * postgres/             the database
 * postgres-password     its superuser's password, mode 600
 * postgres-program/     PostgreSQL itself, unpacked
 * postgres-unfinished   there while postgres/ is being made
 * postgres.log          what PostgreSQL said since the last start
 * temp/                 what the rollup at work does not hold in memory
 * </pre>
 *
 * @param root with links resolved
 */
record DataFolder(Path root) {

  /** Tells the application, through its configuration, where it is. */
  void publish() {
    System.setProperty(LocalSettings.DATA, root.toString());
  }

  SecretFile ownerKey() {
    return new SecretFile(root.resolve("owner-key"));
  }

  SecretFile sessionSecret() {
    return new SecretFile(root.resolve("session-secret"));
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  SecretFile postgresPassword() {
    return new SecretFile(root.resolve("postgres-password"));
  }

  Path postgresProgram() {
    return root.resolve("postgres-program");
  }

  Path postgresUnfinished() {
    return root.resolve("postgres-unfinished");
  }

  Path temp() {
    return root.resolve("temp");
  }

  Path postgresLog() {
    return root.resolve("postgres.log");
  }
}
