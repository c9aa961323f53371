package io.github.reelay.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.CloseException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What is on the disk when a commit returns, on a disk that can be held and can fail. */
class GroupCommitTest {
  @TempDir private Path folder;

  private final AtomicInteger flushes = new AtomicInteger();
  private final ConcurrentLinkedQueue<Integer> rowsFlushed = new ConcurrentLinkedQueue<>();
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile boolean broken;
  private HikariDataSource pool;
  private Jdbi jdbi;

  @BeforeEach
  void open() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    SQLiteDataSource source = new SQLiteDataSource(config);
    Path file = folder.resolve("some.db");
    source.setUrl("jdbc:sqlite:" + file);
    HikariConfig one = new HikariConfig();
    one.setDataSource(source);
    one.setMaximumPoolSize(1);
    pool = new HikariDataSource(one);
    jdbi = Jdbi.create(new GroupCommit(pool, file, this::flush));
    jdbi.useHandle(handle -> handle.execute("CREATE TABLE item (name TEXT UNIQUE)"));
    flushes.set(0);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private void flush(Path log) throws IOException {
    flushes.incrementAndGet();
    assertThat(Files.size(log)).as(log.toString()).isPositive();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (broken) {
      throw new IOException("No space left on device");
    }
    rowsFlushed.add(count());
  }

  private int count() {
    return Jdbi.create(pool)
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM item").mapTo(Integer.class).one());
  }

  private void insert(String name) {
    jdbi.useTransaction(handle -> handle.execute("INSERT INTO item VALUES (?)", name));
  }

  @Test
  void aChangeIsFlushedBeforeItReturnsWhetherInATransactionOrNot() {
    insert("a");
    assertThat(rowsFlushed).containsExactly(1);
    jdbi.useHandle(handle -> handle.execute("INSERT INTO item VALUES ('b')"));
    assertThat(rowsFlushed).containsExactly(1, 2);
    jdbi.useHandle(handle -> handle.execute("DELETE FROM item"));
    assertThat(rowsFlushed).containsExactly(1, 2, 0);
  }

  @Test
  void whatChangesNothingWaitsForNoDisk() {
    insert("a");
    flushes.set(0);
    held = new CountDownLatch(1);
    assertThat(count()).isOne();
    jdbi.useHandle(handle -> handle.execute("UPDATE item SET name = 'c' WHERE name = 'b'"));
    assertThat(flushes).hasValue(0);
  }

  @Test
  void commitsThatComeTogetherShareAFlushThatBeganAfterThem() throws Exception {
    held = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> commits = new ArrayList<>();
      commits.add(threads.submit(() -> insert("first")));
      await().until(() -> flushes.get() == 1);
      for (int i = 0; i < 50; i++) {
        String name = "item " + i;
        commits.add(threads.submit(() -> insert(name)));
      }
      // The connection is free, though the disk is busy.
      await().until(() -> count() == 51);
      assertThat(commits).noneMatch(Future::isDone);
      held.countDown();
      for (Future<?> commit : commits) {
        commit.get();
      }
    }
    assertThat(rowsFlushed).hasSize(2).last().isEqualTo(51);
  }

  @Test
  void whoseChangeMayBeLostIsToldAndOthersGoOn() {
    broken = true;
    assertThatThrownBy(() -> insert("a"))
        .isInstanceOf(CloseException.class)
        .hasRootCauseMessage("No space left on device");
    broken = false;
    insert("b");
    assertThat(count()).isEqualTo(2);
    assertThatThrownBy(() -> insert("b")).hasMessageContaining("UNIQUE");
    insert("c");
    assertThat(count()).isEqualTo(3);
  }
}
