package io.github.reelay.app.wire;

import io.github.reelay.config.ConfigFolder;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.provider.proof.WireRecordings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The {@code wire} command: tries the description of a dialect without a relay. */
@Command(
    name = "wire",
    description = "About the dialects in config/wires; nobody is asked, nothing is paid.",
    synopsisSubcommandLabel = "(test)")
public final class WireCommand {
  private final ConfigFolder folder;
  private final PrintWriter out;

  /**
   * @param folder where the catalogue is, whose rows are what is sent
   */
  public WireCommand(ConfigFolder folder, PrintWriter out) {
    this.folder = folder;
    this.out = out;
  }

  @Command(
      name = "test",
      description = {
        "Plays the recorded answers in the folder of the same name to a dialect, and prints what",
        "would be sent and what is read. Exit code 1: something is not as it was recorded."
      })
  int test(
      @Parameters(paramLabel = "<file>", description = "such as config/wires/evolink.yaml")
          Path file)
      throws IOException {
    List<WireRecordings.Played> all =
        WireRecordings.play(file, CatalogueReader.read(folder).catalogue());
    all.forEach(played -> {
      out.println((played.problems().isEmpty() ? "ok    " : "wrong ") + played.name());
      played.lines().forEach(line -> out.println("      " + line));
      played.problems().forEach(problem -> out.println("  !   " + problem));
    });
    boolean wrong = all.stream().anyMatch(played -> !played.problems().isEmpty());
    out.println(
        all.isEmpty()
            ? "There are no recordings beside " + file + "."
            : wrong ? "It is not as it was recorded." : "All is as it was recorded.");
    out.flush();
    return wrong ? 1 : 0;
  }
}
