package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.security.HmacSigner;
import io.github.reelay.security.KeyFiles;
import io.github.reelay.security.SigningKey;
import io.github.reelay.security.SigningKeys;
import io.github.reelay.storage.database.Database;
import io.github.reelay.testing.SettableClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keys in a database promise to the instances that share it, on both databases. */
abstract class SigningKeysContract {
  private static final String TEXT = "videos/0ABCDEFGHJKMN.mp4\n1764417600";

  @TempDir private Path folders;
  private Database database;

  abstract Database open();

  @BeforeEach
  void openDatabase() {
    database = open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** An instance has a data folder and random numbers of its own. */
  private KeyFiles files(int instance) {
    return new KeyFiles(folders.resolve("data" + instance), new Random(instance));
  }

  private SigningKeys instance(int number) {
    return new JdbiSigningKeys(database, files(number), new SettableClock());
  }

  private String sign(int instance, SigningKey key) throws Exception {
    return instance(instance).signer(key).sign(TEXT);
  }

  @Test
  void whatOneInstanceSignsAnotherTakes() throws Exception {
    String signature = instance(1).signer(SigningKey.COOKIE).sign("visitor", "0M3A");

    assertThat(instance(2).signer(SigningKey.COOKIE).verify("visitor", "0M3A", signature)).isTrue();
    assertThat(sign(2, SigningKey.LINK)).isNotEqualTo(sign(2, SigningKey.COOKIE));
  }

  @Test
  void noKeyLiesInAFileBesideTheDatabase() throws Exception {
    sign(1, SigningKey.LINK);

    assertThat(files(1).folder()).doesNotExist();
  }

  @Test
  void aFileThatIsThereIsTakenOverSoThatItsLinksStayGood() throws Exception {
    String given = files(1).signer(SigningKey.LINK).sign(TEXT);

    assertThat(sign(1, SigningKey.LINK)).isEqualTo(given);
    assertThat(sign(2, SigningKey.LINK)).isEqualTo(given);
  }

  @Test
  void aFileThatComesLaterChangesNothing() throws Exception {
    String first = sign(1, SigningKey.LINK);
    String other = files(2).signer(SigningKey.LINK).sign(TEXT);

    assertThat(sign(2, SigningKey.LINK)).isEqualTo(first).isNotEqualTo(other);
  }

  @Test
  void instancesThatStartTogetherAgreeOnOneKey() throws Exception {
    List<Callable<String>> starts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SigningKeys keys = instance(i);
      starts.add(() -> keys.signer(SigningKey.COOKIE).sign(TEXT));
    }
    List<String> signatures = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> started : threads.invokeAll(starts)) {
        signatures.add(started.get());
      }
    }

    assertThat(signatures).hasSize(8);
    assertThat(new HashSet<>(signatures)).hasSize(1);
  }

  @Test
  void aDamagedKeyIsMadeAnewForAll() throws Exception {
    String before = sign(1, SigningKey.LINK);
    for (String damaged : List.of("", "AAAA", "no base64!")) {
      database
          .jdbi()
          .useHandle(handle -> handle.execute("UPDATE signing_key SET value = ?", damaged));

      HmacSigner anew = instance(2).signer(SigningKey.LINK);

      assertThat(anew.sign(TEXT)).isNotEqualTo(before).isEqualTo(sign(3, SigningKey.LINK));
    }
  }

  @Test
  void whoHasTheDatabaseAloneHasTheKeysInFiles() throws Exception {
    KeyFiles files = files(1);

    SigningKeys keys = JdbiSigningKeys.of(database, files, new SettableClock());

    assertThat(keys.equals(files)).isEqualTo(database.isExclusive());
    keys.signer(SigningKey.LINK);
    assertThat(files.find(SigningKey.LINK).isPresent()).isEqualTo(database.isExclusive());
  }
}
