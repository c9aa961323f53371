package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.telegram.TelegramTestServer;
import io.github.reelay.telegram.TelegramTestServer.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program with a Telegram that outlives it, keeps what was not confirmed, sends some of it
 * twice, and is away for most of a day. Ten thousand updates under two hundred kills:
 *
 * <pre>
 * mvn verify -Dit.test=RoughTelegramIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dreelay.updates=10000 -Dreelay.updates.kills=200
 * </pre>
 *
 * {@code -Dreelay.updates.seed=SEED} makes others.
 */
class RoughTelegramIT {
  private static final int UPDATES = Integer.getInteger("reelay.updates", 40);
  private static final int KILLS = Integer.getInteger("reelay.updates.kills", 3);
  private static final long SEED = Long.getLong("reelay.updates.seed", 20261131);

  /** Of so many one comes twice, long after it was confirmed. */
  private static final int OFTEN_REPEATED = 8;

  private static final Duration MOST_OF_A_DAY = Duration.ofHours(20);

  /** The program's own bounds. */
  private static final int POSTED_AT_ONCE = 6;

  private static final int SENT_AT_ONCE = 32;

  /** Large enough to be uploaded while it is downloaded. */
  private static final int STREAMED_BYTES = 1_100_000;

  private final Random chance = new Random(SEED);

  @TempDir private Path folder;
  private CountingRelay relay;
  private TelegramTestServer chat;
  private Map<String, String> environment;
  private ProgramDatabase database;

  @BeforeEach
  void begin() throws IOException {
    relay = new CountingRelay(SmallFilm.make(folder), SEED);
    relay.filesByWord.put(
        "1", CountingRelay.slowFile(SmallFilm.streamable(folder, STREAMED_BYTES)));
    chat = new TelegramTestServer();
    environment = RelayEnvironment.of(folder, relay);
    environment.put("TELEGRAM_TOKEN", TelegramTestServer.TOKEN);
    environment.put("TELEGRAM_API_URL", chat.url().toString());
    database = new ProgramDatabase("jdbc:sqlite:" + folder.resolve("data").resolve("reelay.db"));
  }

  @AfterEach
  void end() {
    chat.close();
    relay.close();
  }

  @Test
  void everyUpdateBecomesOneVideoHoweverOftenItComesAndTheProgramIsKilled() throws Exception {
    int said = 0;
    for (int life = 0; life < KILLS; life++) {
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        for (int upTo = UPDATES * (life + 1) / (KILLS + 1); said < upTo; said++) {
          say(said);
          program.endsWithin(chance.nextInt(3_000) / (upTo - UPDATES * life / (KILLS + 1)));
        }
        program.endsWithin(chance.nextInt(1_000));
        program.kill();
      }
    }
    for (; said < UPDATES; said++) {
      say(said);
    }
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      await("all updates are read")
          .atMost(Duration.ofMinutes(10))
          .untilAsserted(
              () -> assertThat(database.count("SELECT count(*) FROM task")).isEqualTo(UPDATES));
      database.awaitNothingOwed(Duration.ofMinutes(10).plusSeconds(UPDATES));
      assertThat(program.stop()).isIn(0, 143);
    }
    database.look(UPDATES, UPDATES / 2, POSTED_AT_ONCE * (KILLS / 3), relay);
    int forgotten = lookAtChats(SENT_AT_ONCE * KILLS);
    long streamed = chat.calls("editmessagemedia").stream().filter(Call::isInChunks).count();
    assertThat(streamed).as("uploaded while they were downloaded").isPositive();
    System.out.printf(
        "%d updates, %d kills, seed %d: %d delivered (%d uploaded early), %d answers lost,"
            + " %d put aside, %d words left%n",
        UPDATES,
        KILLS,
        SEED,
        database.delivered(),
        streamed,
        database.unconfirmed(),
        database.putAside(),
        forgotten);
  }

  @Test
  void aChatThatWasAwayForTwentyHoursGetsEachVideoOnce() throws Exception {
    CountDownLatch away = new CountDownLatch(1);
    relay.filesByWord.clear();
    relay.filesByWord.put("fox", CountingRelay.fileAfter(away, SmallFilm.make(folder)));
    int wishes = 6;
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      IntStream.range(0, wishes).forEach(this::say);
      await().atMost(Duration.ofMinutes(2)).until(() -> relay.taken.size() == wishes);
      chat.away(true);
      away.countDown();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() ->
              database.count("SELECT count(*) FROM task WHERE state IN ('READY', 'DELIVERING')")
                  == wishes);
      program.kill();
    }
    database.shiftBack(MOST_OF_A_DAY);
    relay.filesByWord.put("fox", CountingRelay.gone()); // the links have ended long ago
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      int calls = chat.calls("getme").size();
      await().atMost(Duration.ofMinutes(2)).until(() -> chat.calls("getme").size() > calls + 2);
      chat.away(false);
      database.awaitNothingOwed(Duration.ofMinutes(15));
      assertThat(program.stop()).isIn(0, 143);
    }
    database.look(wishes, 0, relay);
    lookAtChats(0);
  }

  /**
   * In every chat one message of each wish: its video, or the last word on it.
   *
   * @param forgotten how many first words may stay above a video: those that were being sent when
   *     the program was killed are not known to the next one, and Telegram tells nobody of them
   */
  private int lookAtChats(int forgotten) throws Exception {
    Map<String, Integer> videos = new TreeMap<>();
    Map<String, Integer> words = new TreeMap<>();
    Set<String> edited =
        chat.calls("editmessagetext").stream()
            .map(call -> call.text("chat_id") + "/" + call.text("message_id"))
            .collect(Collectors.toSet());
    Set<String> known = new TreeSet<>();
    for (ObjectNode message : chat.messages()) {
      boolean isVideo = message.has("video");
      String text = message.path(isVideo ? "caption" : "text").asText();
      String wish = text.replaceFirst("(?s).*(fox \\d{5}).*", "$1");
      (isVideo ? videos : words).merge(wish, 1, Integer::sum);
      String place = message.path("chat").path("id").asText() + "/" + message.path("message_id");
      if (!isVideo && edited.contains(place)) {
        known.add(wish);
      }
    }
    int putAside = Math.toIntExact(database.putAside());
    int delivered = Math.toIntExact(database.delivered());
    // One that was put aside may have come all the same.
    assertThat(videos).as("wishes with a video").hasSizeBetween(delivered, delivered + putAside);
    assertThat(videos.values()).as("videos of one wish").containsOnly(1);
    Set<String> above = new TreeSet<>(words.keySet());
    above.retainAll(videos.keySet());
    assertThat(above).as("words on a video").hasSizeLessThanOrEqualTo(forgotten + putAside);
    known.retainAll(above);
    assertThat(known).as("that the program knew of").hasSizeLessThanOrEqualTo(putAside);
    assertThat(words.size() - above.size() + videos.size() - delivered)
        .as("with a word only: %s, videos %s", words, videos)
        .isEqualTo(Math.toIntExact(database.unconfirmed()) + putAside);
    return above.size();
  }

  /** One in five in a group; about five wishes in each, and about sixteen of each person. */
  private void say(int number) {
    int person = 1001 + number % Math.max(10, UPDATES / 16);
    long place = number % 5 == 0 ? -1 - number / 5 % Math.max(2, UPDATES / 25) : person;
    String message =
        """
        {"message_id":%d,"date":1,"chat":{"id":%d,"type":"%s"},
         "from":{"id":%d,"is_bot":false,"first_name":"A","language_code":"en"},
         "text":"/video fox %05d","entities":[{"type":"bot_command","offset":0,"length":6}]}
        """
            .formatted(number + 1, place, place > 0 ? "private" : "supergroup", person, number);
    chat.update("message", message);
    if (number % OFTEN_REPEATED == 0) {
      chat.update("message", message);
    }
  }
}
