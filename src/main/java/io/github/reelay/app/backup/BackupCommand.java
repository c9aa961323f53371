package io.github.reelay.app.backup;

import io.github.reelay.app.backup.BackupWriter.Result;
import io.github.reelay.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The {@code backup} command. */
@Command(
    name = "backup",
    description = {
      "Copies the database, the keys and the videos and pictures that tasks refer to, while the bot",
      "runs. Tokens, providers' keys and the folder config are not in it."
    })
public final class BackupCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "<folder>", description = "a new one, which appears when it is complete")
  private Path target = Path.of("");

  public BackupCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return context.use("The backup failed, and nothing of it is left", this::write);
  }

  private int write(Settings settings) throws IOException {
    return switch (new BackupWriter(settings, context.version(), context.clock()).write(target)) {
      case Result.Refused(String reason) -> {
        context.err().println("No backup was made: " + reason);
        yield CommandContext.EXIT_REFUSED;
      }
      case Result.Written(Manifest manifest) -> {
        report(manifest);
        yield CommandContext.EXIT_DONE;
      }
    };
  }

  private void report(Manifest manifest) {
    context
        .out()
        .printf(
            "%s is complete (%s): the database, its keys, and %d videos and pictures.%n",
            target, FolderFiles.megabytes(manifest.bytes()), manifest.mediaFiles());
    if (manifest.bucket() != null) {
      context
          .out()
          .printf(
              "Videos and pictures are in %s and not in it; keep that bucket's own versions.%n",
              manifest.bucket());
    }
    context
        .out()
        .println(
            "Not in it: tokens, providers' keys, passwords (.env) and the folder config; keep a copy"
                + " of them.");
    context
        .out()
        .println("Keep it as secret as the data folder: it holds what people asked for, and keys.");
  }
}
