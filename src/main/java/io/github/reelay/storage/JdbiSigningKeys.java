package io.github.reelay.storage;

import io.github.reelay.security.HmacSigner;
import io.github.reelay.security.KeyFiles;
import io.github.reelay.security.SigningKey;
import io.github.reelay.security.SigningKeys;
import io.github.reelay.storage.database.Database;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing keys in a database that several instances share: one makes a key, all read the same. A
 * file of an earlier version is taken over, so that links and cookies that are out stay good.
 */
public final class JdbiSigningKeys implements SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(JdbiSigningKeys.class);

  private final Jdbi jdbi;
  private final KeyFiles files;
  private final InstantSource clock;

  JdbiSigningKeys(Database database, KeyFiles files, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.files = files;
    this.clock = clock;
  }

  /** The keys of all who work in this database: where that is one process, those of its folder. */
  public static SigningKeys of(Database database, KeyFiles files, InstantSource clock) {
    return database.isExclusive() ? files : new JdbiSigningKeys(database, files, clock);
  }

  @Override
  public HmacSigner signer(SigningKey key) throws IOException {
    byte[] file = files.find(key).orElse(null);
    byte[] stored = jdbi.withHandle(handle -> readOrMake(handle, key, file));
    if (file != null && !MessageDigest.isEqual(file, stored)) {
      log.atWarn()
          .log(
              "{} differs from the key in the database, which counts: what the file's key signed is"
                  + " not valid any more. Delete the file",
              files.file(key));
    }
    return new HmacSigner(stored);
  }

  /** Whoever comes first makes it; everybody reads what was committed. */
  private byte[] readOrMake(Handle handle, SigningKey key, byte @Nullable [] file) {
    String made = null;
    while (true) {
      String row =
          handle
              .createQuery("SELECT value FROM signing_key WHERE name = ?")
              .bind(0, key.label())
              .mapTo(String.class)
              .findOne()
              .orElse(null);
      Optional<byte[]> stored = Optional.ofNullable(row).flatMap(JdbiSigningKeys::decode);
      if (stored.isPresent()) {
        return stored.get();
      }
      if (made == null) {
        byte[] value = file == null ? HmacSigner.newKey(files.random()) : file;
        made = Base64.getEncoder().encodeToString(value);
      }
      write(handle, key, row, made);
    }
  }

  /**
   * @param damaged what is there, if anything: a key that cannot be read is made anew
   */
  private void write(Handle handle, SigningKey key, @Nullable String damaged, String value) {
    long now = clock.instant().toEpochMilli();
    if (damaged == null) {
      handle.execute(
          """
          INSERT INTO signing_key (name, value, made_at) VALUES (?, ?, ?)
          ON CONFLICT (name) DO NOTHING
          """,
          key.label(),
          value,
          now);
      return;
    }
    log.atWarn()
        .log(
            "The {} key in the database is damaged and is made anew: what it signed is not valid"
                + " any more",
            key.label());
    handle.execute(
        "UPDATE signing_key SET value = ?, made_at = ? WHERE name = ? AND value = ?",
        value,
        now,
        key.label(),
        damaged);
  }

  private static Optional<byte[]> decode(String value) {
    try {
      return Optional.of(Base64.getDecoder().decode(value)).filter(HmacSigner::isKey);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
