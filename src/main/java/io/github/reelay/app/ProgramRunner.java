package io.github.reelay.app;

import io.github.reelay.storage.database.DataFolderInUseException;
import io.github.reelay.storage.database.UnfinishedRestoreException;
import io.github.reelay.web.PortInUseException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main loop of a command: runs the program until a signal ends it (Ctrl-C, SIGTERM), then stops
 * it in order.
 */
final class ProgramRunner {
  private ProgramRunner() {}

  /** Where what is said beside the log goes; into the log itself, where a machine reads it. */
  record Output(Consumer<String> ready, Consumer<String> failed) {
    static Output of(Console console) {
      return new Output(console.out()::println, console.err()::println);
    }

    static Output ofLog() {
      Logger log = LoggerFactory.getLogger(ProgramRunner.class);
      return new Output(log::info, log::error);
    }
  }

  /**
   * @param output where the few sentences go that are not the log
   * @param readyLines what is said when it is ready
   * @return the exit code
   */
  static int runUntilStopped(
      StartupConfig.Valid config, Output output, Function<Program, List<String>> readyLines)
      throws InterruptedException {
    Logger log = LoggerFactory.getLogger(ProgramRunner.class);
    config.warnings().forEach(log::warn);
    Program program;
    try {
      program = Program.start(config.settings(), config.catalogue());
    } catch (DataFolderInUseException | UnfinishedRestoreException | PortInUseException e) {
      output.failed().accept("Reelay cannot start: " + e.getMessage());
      return Main.EXIT_INVALID_CONFIG;
    } catch (IOException | RuntimeException e) {
      log.error("Reelay cannot start; nothing was begun", e);
      output.failed().accept("Reelay cannot start: " + e.getMessage());
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
    readyLines.apply(program).forEach(output.ready());
    stopped.await();
    return 0;
  }
}
