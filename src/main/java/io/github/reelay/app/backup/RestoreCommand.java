package io.github.reelay.app.backup;

import io.github.reelay.app.backup.Manifest.DatabaseKind;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.storage.backup.RestoredDatabase;
import io.github.reelay.storage.backup.RestoredDatabase.Readiness;
import io.github.reelay.storage.backup.RestoredDatabase.Waiting;
import io.github.reelay.storage.backup.UnreadableRequestException;
import io.github.reelay.storage.database.DataFolderInUseException;
import io.github.reelay.storage.database.FolderLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code restore} command. */
@Command(
    name = "restore",
    description = {
      "Puts a backup in the place of the data folder's contents, which are moved aside. The bot is",
      "to be stopped. Nothing that may have been paid since is sent again."
    })
public final class RestoreCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "<folder>", description = "what backup has made")
  private Path source = Path.of("");

  @Option(
      names = "--waiting",
      paramLabel = "<send|hold>",
      description = {
        "what waits in the backup to be sent to a provider: send, if the bot has not run since it",
        "was made; hold (what happens where nobody can be asked) otherwise"
      })
  private @Nullable Waiting waiting;

  public RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return context.use("The restore failed", this::restore);
  }

  private int restore(Settings settings) throws IOException {
    return switch (BackupFolder.look(source.toAbsolutePath().normalize(), context.version())) {
      case BackupFolder.Unfit(String reason) -> refuse(reason);
      case BackupFolder.Sound sound -> restore(settings, sound);
    };
  }

  private int restore(Settings settings, BackupFolder.Sound backup) throws IOException {
    Optional<String> otherKind = otherKind(settings, backup.manifest());
    if (otherKind.isPresent()) {
      return refuse(otherKind.get());
    }
    if (RestoredDatabase.readiness(settings.database()) instanceof Readiness.Refused(String why)) {
      return refuse(why);
    }
    try (FolderLock _ = FolderLock.acquire(settings.dataDir())) {
      Restoration restoration =
          new Restoration(
              settings, backup, context.clock().instant().truncatedTo(ChronoUnit.SECONDS));
      Optional<String> lack = restoration.lackOfRoom();
      if (lack.isPresent()) {
        return refuse(lack.get());
      }
      Waiting decided = decide(backup.manifest());
      report(backup.manifest(), decided, restoration.run(decided));
      return CommandContext.EXIT_DONE;
    } catch (DataFolderInUseException e) {
      return refuse(e.getMessage() + "; stop it first");
    } catch (UnreadableRequestException e) {
      return refuse(
          e.getMessage()
              + "; restore with Reelay "
              + backup.manifest().reelay()
              + " or a newer one");
    }
  }

  private static Optional<String> otherKind(Settings settings, Manifest manifest) {
    if (BackupWriter.kind(settings.database()) == manifest.database()) {
      return Optional.empty();
    }
    return Optional.of(
        manifest.database() == DatabaseKind.EMBEDDED
            ? "the backup is of the embedded database; unset REELAY_DATABASE_URL"
            : "the backup is of a PostgreSQL; let REELAY_DATABASE_URL name an empty database");
  }

  private Waiting decide(Manifest manifest) {
    if (waiting != null) {
      return waiting;
    }
    if (manifest.queued() + manifest.unhandledEvents() == 0) {
      return Waiting.HOLD;
    }
    context
        .out()
        .printf(
            "In this backup of %s, %d request(s) wait to be sent to a provider, and %d message(s) to"
                + " be read.%n"
                + "If Reelay has run since, they may have been sent and paid.%n",
            manifest.madeAt(), manifest.queued(), manifest.unhandledEvents());
    return context
        .prompter()
        .ask("Send them at the next start? Only if it has not run since. [y/N] ")
        .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
        .map(_ -> Waiting.SEND)
        .orElse(Waiting.HOLD);
  }

  private void report(Manifest manifest, Waiting decided, Restoration.Done done) {
    context.out().printf("Restored: the backup of %s.%n", manifest.madeAt());
    if (decided == Waiting.HOLD && done.held() > 0) {
      context
          .out()
          .printf(
              "%d request(s) are not sent: the next start tells their people that they may have been"
                  + " charged, and you rule on each in /admin tasks.%n",
              done.held());
    }
    if (decided == Waiting.HOLD && manifest.unhandledEvents() > 0) {
      context
          .out()
          .printf(
              "%d message(s) that nobody had read yet are left out.%n", manifest.unhandledEvents());
    }
    if (manifest.bucket() != null) {
      context.out().printf("Its videos and pictures are in %s.%n", manifest.bucket());
    }
    done.aside()
        .forEach(folder ->
            context
                .out()
                .printf("What was there is in %s; delete it when nothing is missed.%n", folder));
    context.out().println("Next: `reelay check`, then start it.");
  }

  private int refuse(String reason) {
    context.err().println("Nothing was restored: " + reason);
    return CommandContext.EXIT_REFUSED;
  }
}
