package io.github.reelay.app;

import io.github.reelay.app.backup.FolderFiles;
import io.github.reelay.config.Environment;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The {@code train} command: lives a whole short life, so that the JVM which runs it with {@code
 * -XX:AOTCacheOutput} can note what a start needs (JEP 514). It has no token, no key and no data of
 * anybody: the sandbox makes one video in a folder of its own, and both chats look for their
 * services where nobody answers.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Lives a short life without tokens, for the JVM to learn from.")
final class TrainCommand implements Callable<Integer> {
  /** The port "discard", where nothing listens: what loads is noted, what connects fails. */
  private static final String NOBODY = "http://127.0.0.1:9";

  /** The sandbox's video takes a few seconds; on a slow machine less is noted. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_INTERVAL_MILLIS = 100;

  private final Environment environment;
  private final Console console;

  TrainCommand(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("reelay-train");
    try {
      return StartupConfig.use(
          new Environment(
              Map.of(
                  "REELAY_DATA_DIR", folder.toString(),
                  "REELAY_HTTP_PORT", "0",
                  "REELAY_SANDBOX", "true",
                  "REELAY_SANDBOX_PRETENDS", "1s",
                  "DISCORD_TOKEN", "train.train.train",
                  "DISCORD_API_URL", NOBODY + "/api/v10/",
                  "TELEGRAM_TOKEN", "1:train",
                  "TELEGRAM_API_URL", NOBODY),
              environment.homeFolder(),
              environment.workingFolder()),
          console,
          config -> {
            Logging.configure(Format.TEXT, Level.ERROR);
            try (Program program = Program.start(config.settings(), config.catalogue())) {
              return makeVideo(program.webChatUrl()) ? 0 : 1;
            }
          });
    } finally {
      FolderFiles.deleteTree(folder);
    }
  }

  private static boolean makeVideo(String url) throws IOException, InterruptedException {
    URI web = URI.create(url);
    try (HttpClient person = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      read(person, HttpRequest.newBuilder(web));
      read(
          person,
          HttpRequest.newBuilder(web.resolve("/api/messages"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"text\":\"a fox\"}")));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        if (read(person, HttpRequest.newBuilder(web.resolve("/api/jobs")))
            .contains("\"DELIVERED\"")) {
          return true;
        }
        Thread.sleep(LOOK_INTERVAL_MILLIS);
      }
      return false;
    }
  }

  private static String read(HttpClient person, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return person.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()).body();
  }
}
