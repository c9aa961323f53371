package io.github.reelay.app;

import io.github.reelay.storage.database.DataFolderInUseException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main loop of a command: runs the program until a signal ends it (Ctrl-C, SIGTERM), then stops
 * it in order.
 */
final class ProgramRunner {
  private ProgramRunner() {}

  /**
   * @param readyMessage the one line printed when it is ready, made from its address
   * @return the exit code
   */
  static int runUntilStopped(
      StartupConfig.Valid config, Console console, UnaryOperator<String> readyMessage)
      throws InterruptedException {
    Logger log = LoggerFactory.getLogger(ProgramRunner.class);
    config.warnings().forEach(log::warn);
    Program program;
    try {
      program = Program.start(config.settings(), config.catalogue());
    } catch (DataFolderInUseException e) {
      console.err().println("Reelay cannot start: " + e.getMessage());
      return Main.EXIT_INVALID_CONFIG;
    } catch (IOException | RuntimeException e) {
      log.error("Reelay cannot start; nothing was begun", e);
      console.err().println("Reelay cannot start: " + e.getMessage());
      return 1;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop")
                .unstarted(() -> {
                  program.close();
                  log.info("Stopped in order; open tasks go on at the next start");
                  stopped.countDown();
                }));
    console.out().println(readyMessage.apply(program.webChatUrl()));
    stopped.await();
    return 0;
  }
}
